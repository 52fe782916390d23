package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.RecordForm;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaDeleteRecord}: deletes records. */
@Restricted(NoExternalUse.class)
public class AhaDeleteRecordStep extends AhaAccountStep {
    private final Object id;
    private String ifMissing;

    @DataBoundConstructor
    public AhaDeleteRecordStep(Object id) {
        this.id = StepArguments.plain(id);
    }

    /** One id or record, or a list of them. */
    public Object getId() {
        return id;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return FormChoices.orDefault(ifMissing, IfMissing.class);
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = FormChoices.withoutDefault(ifMissing, IfMissing.class);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("id", id);
        parameters.put("ifMissing", ifMissing);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements RecordForm {
        @Override
        public String getFunctionName() {
            return "ahaDeleteRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaDeleteRecordStep_displayName();
        }

        @Override
        AhaDeleteRecordStep read(SubmittedForm form) {
            AhaDeleteRecordStep step = new AhaDeleteRecordStep(form.words("id"));
            step.setIfMissing(form.text("ifMissing"));
            return step;
        }
    }
}
