package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.OperationForm;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.input.Since;
import io.jenkins.plugins.aha.run.BuildThreads;
import io.jenkins.plugins.aha.run.OperationRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Targets from the change log": what {@code ahaReferences} finds, with the same choices. */
@Restricted(NoExternalUse.class)
public class ChangeLogTargets implements Describable<ChangeLogTargets> {
    private String products;
    private String since;

    @DataBoundConstructor
    public ChangeLogTargets() {
        // everything is optional
    }

    /** Prefixes of the products whose references count; null for all. */
    public String getProducts() {
        return products;
    }

    @DataBoundSetter
    public void setProducts(String products) {
        this.products = Util.fixEmptyAndTrim(products);
    }

    /** {@code build}, {@code lastSuccess} or {@code upstream}. */
    public String getSince() {
        return FormChoices.orDefault(since, Since.class);
    }

    @DataBoundSetter
    public void setSince(String since) {
        this.since = FormChoices.withoutDefault(since, Since.class);
    }

    /** Returns the references that are mentioned. */
    List<String> find(Expansion expansion) throws IOException, InterruptedException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("products", expansion.partsThatCount("products", products));
        parameters.put("since", since);
        parameters.values().removeIf(Objects::isNull);
        Object found = new OperationRun(
                        Invocation.of("ahaReferences", parameters),
                        expansion.run(),
                        expansion.listener(),
                        null,
                        "",
                        Journal.inMemory(),
                        BuildThreads.here())
                .in(expansion::environment)
                .await();
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** The form. */
    @Extension
    @Symbol("ahaChangeLogTargets")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends Descriptor<ChangeLogTargets> implements OperationForm {
        @Override
        public String getDisplayName() {
            return Messages.ChangeLogTargets_displayName();
        }

        @Override
        public boolean isBuildStep() {
            return true;
        }
    }
}
