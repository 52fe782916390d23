package io.jenkins.plugins.aha.parameters;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterDefinition.ParameterDescriptor;
import hudson.model.ParametersDefinitionProperty;
import hudson.util.HttpResponses;
import io.jenkins.plugins.aha.forms.TableForm;
import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The forms of the build parameters: how they ask an account is that of the steps' forms. */
@Restricted(NoExternalUse.class)
public abstract class AhaParameterDescriptor extends ParameterDescriptor implements TableForm {
    /**
     * Answers what the form of a build offers, as JSON: {@code choices}, an array of {@code {value, label}}, or {@code
     * problem}, a sentence. Only what the job's configuration says is asked for, with the credential that its builds
     * may use.
     *
     * @param job the job in the request's path; null outside any job
     * @param parameter name of the parameter
     */
    @POST
    public HttpResponse doListValues(@AncestorInPath Job<?, ?> job, @QueryParameter String parameter)
            throws InterruptedException {
        if (job == null) {
            return HttpResponses.notFound();
        }
        job.checkPermission(Item.BUILD);
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        ParameterDefinition definition = property == null ? null : property.getParameterDefinition(parameter);
        JSONObject answer = new JSONObject();
        if (!(definition instanceof AhaParameterDefinition ours)) {
            return HttpResponses.notFound();
        }
        try {
            answer.put("choices", json(ours.list(job)));
            answer.put("cutOff", ours.isCutOff(job));
        } catch (AhaException e) {
            answer.put("problem", e.problem());
        }
        return HttpResponses.okJSON(answer);
    }

    private static JSONArray json(List<ListedValue> values) {
        JSONArray array = new JSONArray();
        for (ListedValue value : values) {
            JSONObject choice = new JSONObject();
            choice.element("value", value.value());
            choice.element("label", (Object) value.label());
            array.add(choice);
        }
        return array;
    }
}
