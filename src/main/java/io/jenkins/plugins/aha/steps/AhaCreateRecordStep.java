package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code ahaCreateRecord}: creates records, or updates those that exist already. */
@Restricted(NoExternalUse.class)
public class AhaCreateRecordStep extends AhaStep {
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
        this.ifExists = omit(ifExists, "update");
    }

    /** Whether the answer is compared with what was sent. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    /** The rows that show {@link #getFields} in the form. */
    public List<FormRow> getFieldsRows() {
        return FormValues.rows(fields);
    }

    /** The text that shows {@link #getUniqueBy} in the form. */
    public String getUniqueByText() {
        return FormValues.inline(uniqueBy);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
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
    public static class DescriptorImpl extends AhaStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ahaCreateRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaCreateRecordStep_displayName();
        }

        @Override
        void take(FormValues values) {
            values.takeText("product");
            values.takeRows("fieldsRows", "fields");
            values.takeList("uniqueByText", "uniqueBy");
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillIfExistsItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaCreateRecordStep_ifExists_update(), "update"),
                    new ListBoxModel.Option(Messages.AhaCreateRecordStep_ifExists_keep(), "keep"),
                    new ListBoxModel.Option(Messages.AhaCreateRecordStep_ifExists_fail(), "fail"));
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return FormValues.path(arguments.get("product"), arguments.get("table"));
        }
    }
}
