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
import io.jenkins.plugins.aha.operation.input.Choice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return FormChoices.orDefault(when, When.class);
    }

    /** @throws IllegalArgumentException for another text */
    @DataBoundSetter
    public void setWhen(String when) {
        this.when = FormChoices.withoutDefault(when, When.class);
        if (chosen().isEmpty()) {
            String all = Stream.of(When.values()).map(Choice::label).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(Messages.PostBuildSteps_unknown(all, this.when));
        }
    }

    private Optional<When> chosen() {
        return Stream.of(When.values())
                .filter(choice -> Choice.label(choice).equals(getWhen()))
                .findFirst();
    }

    /** The results of a build after which the steps run. */
    private enum When {
        ALWAYS,
        SUCCESS,
        FAILURE,
        UNSTABLE_OR_WORSE;

        boolean includes(Result result) {
            return switch (this) {
                case ALWAYS -> true;
                case SUCCESS -> result == Result.SUCCESS;
                case FAILURE -> result == Result.FAILURE;
                case UNSTABLE_OR_WORSE -> result.isWorseOrEqualTo(Result.UNSTABLE);
            };
        }
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        Result known = build.getResult();
        Result result = known == null ? Result.SUCCESS : known;
        if (!chosen().orElse(When.ALWAYS).includes(result)) {
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
            return FormChoices.of(When.class, choice -> switch (choice) {
                case ALWAYS -> Messages.PostBuildSteps_always();
                case SUCCESS -> Messages.PostBuildSteps_success();
                case FAILURE -> Messages.PostBuildSteps_failure();
                case UNSTABLE_OR_WORSE -> Messages.PostBuildSteps_unstableOrWorse();
            });
        }
    }
}
