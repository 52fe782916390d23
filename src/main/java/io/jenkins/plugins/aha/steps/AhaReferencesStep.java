package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.util.ListBoxModel;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code ahaReferences}: the references to Aha! that the change log mentions. */
public class AhaReferencesStep extends AhaStep {
    private Object products;
    private String since;
    private String text;

    @DataBoundConstructor
    public AhaReferencesStep() {
    }

    /** Prefixes of the products whose references count; null for all. */
    public Object getProducts() {
        return products;
    }

    @DataBoundSetter
    public void setProducts(Object products) {
        this.products = ScriptValues.plain(products);
    }

    /** {@code build} or {@code lastSuccess}. */
    public String getSince() {
        return since == null ? "build" : since;
    }

    @DataBoundSetter
    public void setSince(String since) {
        this.since = omit(since, "build");
    }

    /** Text to search instead of the change log; null for the change log. */
    public String getText() {
        return text;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = text;
    }

    /** The lines that show {@link #getProducts} in the form. */
    public String getProductsLines() {
        return FormValues.lines(products);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        parameters.put("products", products);
        parameters.put("since", since);
        parameters.put("text", text);
    }

    /** The form. */
    @Extension
    public static class DescriptorImpl extends AhaStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ahaReferences";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaReferencesStep_displayName();
        }

        /** Rows and lines of the form become the map and the list that a script would write. */
        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormValues.dropBlank(form, "text");
            FormValues.linesToValue(form, "productsLines", "products");
            return super.newInstance(request, form);
        }

        @POST
        public ListBoxModel doFillSinceItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaReferencesStep_since_build(), "build"),
                    new ListBoxModel.Option(Messages.AhaReferencesStep_since_lastSuccess(), "lastSuccess"));
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return FormValues.summary(arguments.get("products"));
        }
    }
}
