package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import io.jenkins.plugins.aha.forms.RecordForm;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaUpdateRecord}: sets some fields of one record. */
@Restricted(NoExternalUse.class)
public class AhaUpdateRecordStep extends AhaAccountStep {
    private final Object id;
    private Object fields;
    private Object links;
    private boolean verify = true;

    @DataBoundConstructor
    public AhaUpdateRecordStep(Object id) {
        this.id = StepArguments.plain(id);
    }

    /** Returns the id of the record, or the record as a step returned it. */
    public Object getId() {
        return id;
    }

    /** Field key → value. */
    public Object getFields() {
        return fields;
    }

    @DataBoundSetter
    public void setFields(Object fields) {
        this.fields = StepArguments.plain(fields);
    }

    /** Returns the key of the link field → ids or records to add; null for none. */
    public Object getLinks() {
        return links;
    }

    @DataBoundSetter
    public void setLinks(Object links) {
        this.links = restriction("links", StepArguments.plain(links));
    }

    /** Returns whether the answer is compared with what was sent. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("id", id);
        parameters.put("fields", fields);
        parameters.put("links", links);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements RecordForm {
        @Override
        public String getFunctionName() {
            return "ahaUpdateRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaUpdateRecordStep_displayName();
        }

        @Override
        AhaUpdateRecordStep read(SubmittedForm form) {
            AhaUpdateRecordStep step = new AhaUpdateRecordStep(form.text("id"));
            step.setFields(form.fields("fields"));
            SubmittedForm.set(form.links("links"), step::setLinks);
            step.setVerify(form.flag("verify", true));
            return step;
        }
    }
}
