package io.jenkins.plugins.aha.parameters;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The newest release, whichever it is when the build starts. Triggers make parameters in threads that all of Jenkins
 * shares, so Aha! is asked by the build.
 */
@Restricted(NoExternalUse.class)
public class NewestReleaseParameterValue extends StringParameterValue {
    private static final long serialVersionUID = 1L;

    NewestReleaseParameterValue(String name, String description) {
        super(name, "", description);
    }

    @Override
    public String getShortDescription() {
        return Messages.NewestReleaseParameterValue_shortDescription(getName());
    }

    /** Puts the release in place before the build does anything. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Start extends RunListener<Run<?, ?>> {
        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            ParametersAction given = run.getAction(ParametersAction.class);
            if (given == null) {
                return;
            }
            List<ParameterValue> found = given.getParameters().stream()
                    .filter(NewestReleaseParameterValue.class::isInstance)
                    .map(value -> find(value, run.getParent(), listener))
                    .toList();
            if (!found.isEmpty()) {
                run.replaceAction(given.createUpdated(found));
            }
        }

        private static ParameterValue find(ParameterValue value, Job<?, ?> job, TaskListener listener) {
            ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
            String release = "";
            if (property != null
                    && property.getParameterDefinition(value.getName()) instanceof AhaParameterDefinition definition) {
                release = newest(definition, job, listener);
            }
            return new StringParameterValue(value.getName(), release, value.getDescription());
        }

        private static String newest(AhaParameterDefinition definition, Job<?, ?> job, TaskListener listener) {
            try {
                List<ListedValue> listed = definition.list(job);
                if (!listed.isEmpty()) {
                    ListedValue newest = listed.get(0);
                    listener.getLogger()
                            .println(Messages.NewestReleaseParameterValue_found(
                                    definition.getName(), newest.value(), newest.label()));
                    return newest.value();
                }
                listener.getLogger()
                        .println(Messages.NewestReleaseParameterValue_none(
                                definition.getName(), definition.getProduct()));
            } catch (AhaException e) {
                listener.getLogger()
                        .println(Messages.NewestReleaseParameterValue_failed(definition.getName(), e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }
    }
}
