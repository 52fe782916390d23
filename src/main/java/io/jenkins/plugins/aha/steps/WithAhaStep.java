package io.jenkins.plugins.aha.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.aha.forms.TableForm;
import io.jenkins.plugins.aha.operation.AhaDefaults;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.run.AhaStepException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code withAha}: gives parameters to all steps of this plugin inside its block. */
@Restricted(NoExternalUse.class)
public class WithAhaStep extends Step {
    /** Name → value; null for one that was given without a value. */
    private final Map<String, Object> given = new LinkedHashMap<>();

    @DataBoundConstructor
    public WithAhaStep() {
        // everything is optional
    }

    /** Returns the name of a configured site; null for that of an outer block, the folder's or the default. */
    public String getSite() {
        return (String) given.get(AhaDefaults.SITE);
    }

    @DataBoundSetter
    public void setSite(String site) {
        given.put(AhaDefaults.SITE, Util.fixEmptyAndTrim(site));
    }

    /** Returns the id of a Secret text credential; null for that of an outer block, the folder's or the site's. */
    public String getCredentialsId() {
        return (String) given.get(AhaDefaults.CREDENTIALS);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        given.put(AhaDefaults.CREDENTIALS, Util.fixEmptyAndTrim(credentialsId));
    }

    /** Returns the key or numeric id of the product; a script may give the id as a number. Null for none. */
    public Object getProduct() {
        return given.get(AhaDefaults.PRODUCT);
    }

    @DataBoundSetter
    public void setProduct(Object product) {
        given.put(AhaDefaults.PRODUCT, StepArguments.trimmed(product));
    }

    /** Returns whether writes are only logged. */
    public boolean isDryRun() {
        return Boolean.TRUE.equals(given.get(AhaDefaults.DRY_RUN));
    }

    @DataBoundSetter
    public void setDryRun(Boolean dryRun) {
        given.put(AhaDefaults.DRY_RUN, dryRun);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, new LinkedHashMap<>(given));
    }

    /** Runs the block, which Pipeline resumes after a restart. */
    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, Object> given;

        Execution(StepContext context, LinkedHashMap<String, Object> given) {
            super(context);
            this.given = given;
        }

        @Override
        public boolean start() throws Exception {
            AhaDefaults defaults;
            try {
                defaults = AhaDefaults.within(getContext().get(AhaDefaults.class), given);
            } catch (ParameterException e) {
                throw AhaStepException.of(e);
            }
            getContext()
                    .newBodyInvoker()
                    .withContext(defaults)
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }

        @Override
        public void onResume() {
            // nothing to do
        }
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends StepDescriptor implements TableForm {
        @Override
        public String getFunctionName() {
            return "withAha";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithAhaStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(AhaDefaults.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            String summary = Stream.of("site", "product")
                    .map(arguments::get)
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .collect(Collectors.joining("/"));
            return summary.isEmpty() ? null : summary;
        }
    }
}
