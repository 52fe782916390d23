package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.operation.input.Since;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaReferences}: the references to Aha! that the change log mentions. */
@Restricted(NoExternalUse.class)
public class AhaReferencesStep extends AhaStep {
    private Object products;
    private String since;
    private String text;

    @DataBoundConstructor
    public AhaReferencesStep() {
        // everything is optional
    }

    /** Prefixes of the products whose references count; null for all. */
    public Object getProducts() {
        return products;
    }

    @DataBoundSetter
    public void setProducts(Object products) {
        this.products = restriction("products", StepArguments.plain(products));
    }

    /** {@code build}, {@code lastSuccess} or {@code upstream}. */
    public String getSince() {
        return FormChoices.orDefault(since, Since.class);
    }

    @DataBoundSetter
    public void setSince(String since) {
        this.since = FormChoices.withoutDefault(since, Since.class);
    }

    /** Text to search instead of the change log; null for the change log. */
    public String getText() {
        return text;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = text != null && text.isBlank() ? text : restriction("text", text);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        parameters.put("products", products);
        parameters.put("since", since);
        parameters.put("text", text);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ahaReferences";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaReferencesStep_displayName();
        }

        @Override
        AhaReferencesStep read(SubmittedForm form) {
            AhaReferencesStep step = new AhaReferencesStep();
            SubmittedForm.set(form.words("products"), step::setProducts);
            step.setSince(form.text("since"));
            if (form.text("text") != null) {
                step.setText(form.written("text"));
            }
            return step;
        }
    }
}
