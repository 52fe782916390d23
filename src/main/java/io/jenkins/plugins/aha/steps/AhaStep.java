package io.jenkins.plugins.aha.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.FormText;
import io.jenkins.plugins.aha.forms.OperationForm;
import io.jenkins.plugins.aha.operation.AhaDefaults;
import io.jenkins.plugins.aha.operation.input.OnError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What all steps have in common. */
@Restricted(NoExternalUse.class)
public abstract class AhaStep extends Step {
    private String onError;

    /** Parameters that a script gave as null or blank although they restrict the step: the operation refuses them. */
    private final Set<String> empty = new LinkedHashSet<>();

    /** {@code fail}, {@code unstable} or {@code ignore}. */
    public String getOnError() {
        return FormChoices.orDefault(onError, OnError.class);
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = FormChoices.withoutDefault(onError, OnError.class);
    }

    /** Adds the step's own parameters, under the names that the operation knows; null for what is not given. */
    protected abstract void addParameters(Map<String, Object> parameters);

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        addParameters(parameters);
        parameters.put("onError", onError);
        parameters.values().removeIf(Objects::isNull);
        empty.forEach(name -> parameters.put(name, null));
        AhaDefaults defaults = context.get(AhaDefaults.class);
        if (defaults != null) {
            defaults.addTo(getDescriptor().getFunctionName(), parameters);
        }
        return new AhaStepExecution(context, getDescriptor().getFunctionName(), parameters);
    }

    /**
     * Takes a parameter that restricts the step, or chooses: where it is null, the step would do more than was meant.
     */
    final <T> T restriction(String name, T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            empty.add(name);
            return null;
        }
        empty.remove(name);
        return value;
    }

    /** The forms' common parts. */
    abstract static class AhaStepDescriptor extends StepDescriptor implements OperationForm {
        private static final int LONGEST_SUMMARY = 80;
        /** The parameters that say what a step works on. */
        private static final List<String> NAMING = List.of("target", "id", "product", "table", "products");

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        /** Makes the step that a form describes, without what all steps have. */
        abstract AhaStep read(SubmittedForm form);

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject submitted) {
            SubmittedForm form = new SubmittedForm(submitted);
            AhaStep step = read(form);
            step.setOnError(form.text("onError"));
            return step;
        }

        @Override
        public final String argumentsToString(Map<String, Object> arguments) {
            String summary = NAMING.stream()
                    .map(arguments::get)
                    .filter(Objects::nonNull)
                    .map(FormText::inline)
                    .collect(Collectors.joining("/"))
                    .trim();
            if (summary.length() > LONGEST_SUMMARY) {
                return summary.substring(0, LONGEST_SUMMARY - 1) + "…";
            }
            return summary.isEmpty() ? null : summary;
        }
    }
}
