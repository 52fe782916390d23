package io.jenkins.plugins.aha.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.OperationForm;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.run.AhaStepException;
import io.jenkins.plugins.aha.run.BuildThreads;
import io.jenkins.plugins.aha.run.OperationRun;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all build steps have in common. */
@Restricted(NoExternalUse.class)
public abstract class AhaBuilder extends Builder implements SimpleBuildStep {
    private String site;
    private String credentialsId;
    private String onError;
    private boolean dryRun;
    private String resultPrefix;

    /** Returns the name of a configured site; null for the folder's or the default. */
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    /** Returns the id of a Secret text credential; null for the folder's or the site's. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** {@code fail}, {@code unstable} or {@code ignore}. */
    public String getOnError() {
        return FormChoices.orDefault(onError, OnError.class);
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = FormChoices.withoutDefault(onError, OnError.class);
    }

    /** Returns whether writes are only logged. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** Returns what the names of the result's variables begin with. */
    public String getResultPrefix() {
        return resultPrefix == null ? ResultVariables.DEFAULT_PREFIX : resultPrefix;
    }

    @DataBoundSetter
    public void setResultPrefix(String resultPrefix) {
        this.resultPrefix = FormChoices.withoutDefault(resultPrefix, ResultVariables.DEFAULT_PREFIX);
    }

    /** Adds the step's own parameters, under the names that the operation knows; null for what is not given. */
    abstract void addParameters(Map<String, Object> parameters, Expansion expansion)
            throws IOException, InterruptedException;

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public void perform(Run<?, ?> run, EnvVars environment, TaskListener listener)
            throws InterruptedException, IOException {
        perform(run, null, environment, listener);
    }

    @Override
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        perform(run, workspace, environment, listener);
    }

    private void perform(Run<?, ?> run, FilePath workspace, EnvVars environment, TaskListener listener)
            throws InterruptedException, IOException {
        try {
            perform(run, workspace, environment, listener, new Expansion(run, environment, workspace, listener));
        } catch (ParameterException e) {
            AbortException refused = new AbortException(e.getMessage());
            refused.initCause(e);
            throw refused;
        } catch (IOException e) {
            fail(policy(), AhaStepException.of(e), run, listener);
        }
    }

    private void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, TaskListener listener, Expansion expansion)
            throws InterruptedException, IOException {
        String prefix = ResultVariables.checkPrefix(expansion.text(getResultPrefix()));
        Object result = null;
        try {
            Invocation invocation = bind(expansion);
            String node = environment.get("NODE_NAME", "");
            // Neither a build of a freestyle job nor Pipeline's step(…) outlives a restart, so the journal need not.
            result = new OperationRun(
                            invocation, run, listener, workspace, node, Journal.inMemory(), BuildThreads.here())
                    .in(() -> environment)
                    .await();
        } finally {
            // After a failure they are empty: a later step must not work on what an earlier one has found.
            ResultVariables.add(run, prefix, ((AhaBuilderDescriptor) getDescriptor()).noun(), result, listener);
        }
    }

    /** Counts for errors while the parameters are worked out, too; what is mistyped is refused with them. */
    private OnError policy() {
        return Arrays.stream(OnError.values())
                .filter(policy -> policy.name().equalsIgnoreCase(onError))
                .findFirst()
                .orElse(OnError.FAIL);
    }

    private Invocation bind(Expansion expansion) throws IOException, InterruptedException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        addParameters(parameters, expansion);
        parameters.put("site", expansion.textThatCounts("site", site));
        parameters.put("credentialsId", expansion.credentialsId(credentialsId));
        parameters.put("onError", onError);
        parameters.put("dryRun", dryRun ? true : null);
        parameters.values().removeIf(Objects::isNull);
        return invocation(parameters, expansion);
    }

    /** Checks the parameters, those of all build steps among them. */
    Invocation invocation(Map<String, Object> parameters, Expansion expansion)
            throws IOException, InterruptedException {
        return Invocation.of(((AhaBuilderDescriptor) getDescriptor()).step(), parameters);
    }

    private static void fail(OnError policy, AhaStepException failure, Run<?, ?> run, TaskListener listener)
            throws AhaStepException {
        if (policy == OnError.FAIL) {
            throw failure;
        }
        listener.getLogger().println(failure.toNotice(policy));
        if (policy == OnError.UNSTABLE) {
            run.setResult(Result.UNSTABLE);
        }
    }

    /** The forms' common parts. */
    @Restricted(NoExternalUse.class)
    public abstract static class AhaBuilderDescriptor extends BuildStepDescriptor<Builder> implements OperationForm {
        /** Returns the Pipeline step that does the same. */
        abstract String step();

        /** Returns what the step's result is, in the names of its variables. */
        String noun() {
            return "RECORD";
        }

        @Override
        public boolean isBuildStep() {
            return true;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }

        @POST
        public FormValidation doCheckResultPrefix(@AncestorInPath Item item, @QueryParameter String value) {
            boolean mayConfigure =
                    item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
            if (!mayConfigure || value == null || value.isBlank() || value.indexOf('$') >= 0) {
                return FormValidation.ok();
            }
            try {
                ResultVariables.checkPrefix(value.trim());
                return FormValidation.ok();
            } catch (ParameterException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
