package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import io.jenkins.plugins.aha.forms.RecordForm;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code ahaGetRecord}: reads one record. */
@Restricted(NoExternalUse.class)
public class AhaGetRecordStep extends AhaAccountStep {
    private final Object id;

    @DataBoundConstructor
    public AhaGetRecordStep(Object id) {
        this.id = ScriptValues.plain(id);
    }

    /** The id of the record, or the record as a step returned it. */
    public Object getId() {
        return id;
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("id", id);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements RecordForm {
        @Override
        public String getFunctionName() {
            return "ahaGetRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaGetRecordStep_displayName();
        }

        @Override
        AhaGetRecordStep read(SubmittedForm form) {
            return new AhaGetRecordStep(form.text("id"));
        }
    }
}
