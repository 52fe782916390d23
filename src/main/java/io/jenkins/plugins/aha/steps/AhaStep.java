package io.jenkins.plugins.aha.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.config.SiteLookup;
import io.jenkins.plugins.aha.config.TokenChoices;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.BindInterceptor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What all steps have in common. */
@Restricted(NoExternalUse.class)
public abstract class AhaStep extends Step {
    private String site;
    private String credentialsId;
    private String onError;
    private boolean dryRun;

    /** Parameters that a script gave as null or blank although they restrict the step: the operation refuses them. */
    private final Set<String> empty = new LinkedHashSet<>();

    /** Name of a configured site; null for the folder's or the default. */
    public String getSite() {
        return Util.fixEmpty(site);
    }

    @DataBoundSetter
    public void setSite(String site) {
        this.site = trimmed(site);
    }

    /** Id of a Secret text credential; null for the folder's or the site's. */
    public String getCredentialsId() {
        return Util.fixEmpty(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = trimmed(credentialsId);
    }

    /** {@code fail}, {@code unstable} or {@code ignore}. */
    public String getOnError() {
        return onError == null ? "fail" : onError;
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = omit(onError, "fail");
    }

    /** Whether writes are only logged. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(Boolean dryRun) {
        this.dryRun = Boolean.TRUE.equals(restriction("dryRun", dryRun));
    }

    /** Adds the step's own parameters, under the names that the operation knows; null for what is not given. */
    protected abstract void addParameters(Map<String, Object> parameters);

    @Override
    public final StepExecution start(StepContext context) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        addParameters(parameters);
        parameters.put("site", site);
        parameters.put("credentialsId", credentialsId);
        parameters.put("onError", onError);
        parameters.put("dryRun", dryRun ? true : null);
        parameters.values().removeIf(Objects::isNull);
        empty.forEach(name -> parameters.put(name, null));
        return new AhaStepExecution(context, getDescriptor().getFunctionName(), parameters);
    }

    /** Takes a parameter that restricts the step, or chooses: where it is null, the step would do more than was meant. */
    final <T> T restriction(String name, T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            empty.add(name);
            return null;
        }
        empty.remove(name);
        return value;
    }

    /** A blank text stays one, so that the operation can refuse it; null means that it was not given. */
    private static String trimmed(String text) {
        return text == null ? null : text.trim();
    }

    /** Null for a blank text and for the default, so that neither appears in a generated snippet. */
    static String omit(String value, String defaultValue) {
        String text = Util.fixEmptyAndTrim(value);
        return defaultValue.equals(text) ? null : text;
    }

    /** The forms' common parts. */
    abstract static class AhaStepDescriptor extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        /** Takes what the form shows as rows and lines, and a script writes as maps and lists. */
        abstract void take(FormValues values);

        @Override
        public final Step newInstance(@Nullable StaplerRequest2 request, @NonNull JSONObject form)
                throws FormException {
            if (request == null) {
                throw new FormException("A step's form is read only from a request", "");
            }
            FormValues values = new FormValues(form);
            take(values);
            BindInterceptor before = request.setBindInterceptor(values);
            try {
                return super.newInstance(request, form);
            } finally {
                request.setBindInterceptor(before);
            }
        }

        @POST
        public ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter String site) {
            return SiteLookup.choices(item, site);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String site, @QueryParameter String credentialsId) {
            return TokenChoices.forItem(item, site, credentialsId);
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillOnErrorItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaStep_fail(), "fail"),
                    new ListBoxModel.Option(Messages.AhaStep_unstable(), "unstable"),
                    new ListBoxModel.Option(Messages.AhaStep_ignore(), "ignore"));
        }
    }
}
