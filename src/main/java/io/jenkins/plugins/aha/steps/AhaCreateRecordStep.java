package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.TableForm;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaCreateRecord}: creates records, or updates those that exist already. */
@Restricted(NoExternalUse.class)
public class AhaCreateRecordStep extends AhaAccountStep {
    private final Object product;
    private final String table;
    private final Object fields;
    private Object uniqueBy;
    private String ifExists;
    private boolean verify = true;

    @DataBoundConstructor
    public AhaCreateRecordStep(Object product, String table, Object fields) {
        this.product = ScriptValues.trimmed(product);
        this.table = Util.fixEmptyAndTrim(table);
        this.fields = ScriptValues.plain(fields);
    }

    /** Key or numeric id of the product; a script may give the id as a number. */
    public Object getProduct() {
        return product;
    }

    /** API key of the custom table. */
    public String getTable() {
        return table;
    }

    /** Field key → value; in a script also a list of such maps. */
    public Object getFields() {
        return fields;
    }

    /** Key or keys of the fields by which an existing record is found; null for always creating. */
    public Object getUniqueBy() {
        return uniqueBy;
    }

    @DataBoundSetter
    public void setUniqueBy(Object uniqueBy) {
        this.uniqueBy = restriction("uniqueBy", ScriptValues.plain(uniqueBy));
    }

    /** {@code update}, {@code keep} or {@code fail}. */
    public String getIfExists() {
        return ifExists == null ? "update" : ifExists;
    }

    @DataBoundSetter
    public void setIfExists(String ifExists) {
        this.ifExists = FormChoices.withoutDefault(ifExists, "update");
    }

    /** Whether the answer is compared with what was sent. */
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
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("fields", fields);
        parameters.put("uniqueBy", uniqueBy);
        parameters.put("ifExists", ifExists);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements TableForm {
        @Override
        public String getFunctionName() {
            return "ahaCreateRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaCreateRecordStep_displayName();
        }

        @Override
        AhaCreateRecordStep read(SubmittedForm form) {
            AhaCreateRecordStep step =
                    new AhaCreateRecordStep(form.text("product"), form.text("table"), form.fields("fields"));
            SubmittedForm.set(form.words("uniqueBy"), step::setUniqueBy);
            step.setIfExists(form.text("ifExists"));
            step.setVerify(form.flag("verify", true));
            return step;
        }
    }
}
