package io.jenkins.plugins.aha.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Notifier;
import hudson.tasks.Publisher;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.forms.FormChoices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * "Aha!: after the build": runs build steps of this plugin when the result of a build is known, also after a failure.
 */
@Restricted(NoExternalUse.class)
public class PostBuildSteps extends Notifier {
    /** The variable that holds the build's result so far. */
    static final String RESULT = "AHA_BUILD_RESULT";

    private static final List<String> CHOICES = List.of("always", "success", "failure", "unstableOrWorse");

    private final List<AhaBuilder> steps;
    private String when;

    @DataBoundConstructor
    public PostBuildSteps(List<AhaBuilder> steps) {
        this.steps = steps == null ? new ArrayList<>() : new ArrayList<>(steps);
    }

    /** Returns the build steps, in their order. */
    public List<AhaBuilder> getSteps() {
        return steps;
    }

    /** {@code always}, {@code success}, {@code failure} or {@code unstableOrWorse}. */
    public String getWhen() {
        return when == null ? "always" : when;
    }

    /** @throws IllegalArgumentException for another text */
    @DataBoundSetter
    public void setWhen(String when) {
        this.when = FormChoices.withoutDefault(when, "always");
        if (!CHOICES.contains(getWhen())) {
            throw new IllegalArgumentException(
                    "'when' is one of " + String.join(", ", CHOICES) + ", not '" + this.when + "'");
        }
    }

    private boolean isFor(Result result) {
        return switch (getWhen()) {
            case "success" -> result == Result.SUCCESS;
            case "failure" -> result == Result.FAILURE;
            case "unstableOrWorse" -> result.isWorseOrEqualTo(Result.UNSTABLE);
            default -> true;
        };
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        Result known = build.getResult();
        Result result = known == null ? Result.SUCCESS : known;
        if (!isFor(result)) {
            listener.getLogger()
                    .println(Messages.PostBuildSteps_skipped(result.toString().toLowerCase(Locale.ROOT)));
            return true;
        }
        for (AhaBuilder step : steps) {
            // What a step has found is in the environment of the next.
            EnvVars environment = build.getEnvironment(listener);
            environment.put(RESULT, result.toString());
            FilePath workspace = build.getWorkspace();
            if (workspace == null) {
                step.perform(build, environment, listener);
            } else {
                step.perform(build, workspace, environment, launcher, listener);
            }
        }
        return true;
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    /** The form. */
    @Extension
    @Symbol("ahaPostBuild")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PostBuildSteps_displayName();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }

        /** Returns the build steps to choose from. */
        public List<Descriptor<?>> getStepDescriptors() {
            List<Descriptor<?>> steps = new ArrayList<>();
            Jenkins.get().getDescriptorList(hudson.tasks.Builder.class).stream()
                    .filter(AhaBuilder.AhaBuilderDescriptor.class::isInstance)
                    .forEach(steps::add);
            return steps;
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillWhenItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.PostBuildSteps_always(), "always"),
                    new ListBoxModel.Option(Messages.PostBuildSteps_success(), "success"),
                    new ListBoxModel.Option(Messages.PostBuildSteps_failure(), "failure"),
                    new ListBoxModel.Option(Messages.PostBuildSteps_unstableOrWorse(), "unstableOrWorse"));
        }
    }
}
