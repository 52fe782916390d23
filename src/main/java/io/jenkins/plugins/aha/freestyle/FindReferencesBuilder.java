package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.operation.input.Since;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: find references", the build step for {@code ahaReferences}. */
@Restricted(NoExternalUse.class)
public class FindReferencesBuilder extends AhaBuilder {
    private String products;
    private String since;

    @DataBoundConstructor
    public FindReferencesBuilder() {
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

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("products", expansion.partsThatCount("products", products));
        parameters.put("since", since);
    }

    /** The form. */
    @Extension
    @Symbol("ahaFindReferencesBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor {
        @Override
        String step() {
            return "ahaReferences";
        }

        @Override
        String noun() {
            return "REFERENCE";
        }

        @Override
        public String getDisplayName() {
            return Messages.FindReferencesBuilder_displayName();
        }
    }
}
