package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.ListForm;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaListRecords}: the records of a table, as a list or into a file. */
@Restricted(NoExternalUse.class)
public class AhaListRecordsStep extends AhaAccountStep {
    private final String table;
    private Object product;
    private Object updatedSince;
    private Object where;
    private Object fields;
    private Integer limit;
    private String saveTo;

    @DataBoundConstructor
    public AhaListRecordsStep(String table) {
        this.table = Util.fixEmptyAndTrim(table);
    }

    /** Returns the key or numeric id of the product; a script may give the id as a number. */
    public Object getProduct() {
        return product;
    }

    @DataBoundSetter
    public void setProduct(Object product) {
        this.product = StepArguments.trimmed(product);
    }

    /** Returns the API key of the custom table. */
    public String getTable() {
        return table;
    }

    /** ISO 8601 text, date or milliseconds since 1970; null for all records. */
    public Object getUpdatedSince() {
        return updatedSince;
    }

    @DataBoundSetter
    public void setUpdatedSince(Object updatedSince) {
        this.updatedSince = restriction("updatedSince", StepArguments.plain(updatedSince));
    }

    /** Field key → value or list of values; null for all records. */
    public Object getWhere() {
        return where;
    }

    @DataBoundSetter
    public void setWhere(Object where) {
        this.where = restriction("where", StepArguments.plain(where));
    }

    /** Returns the keys of the fields to keep; null for all. */
    public Object getFields() {
        return fields;
    }

    @DataBoundSetter
    public void setFields(Object fields) {
        this.fields = restriction("fields", StepArguments.plain(fields));
    }

    /** Returns how many records at most; null for all. */
    public Integer getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(Integer limit) {
        this.limit = restriction("limit", limit);
    }

    /** File in the workspace; null to return the records. */
    public String getSaveTo() {
        return saveTo;
    }

    @DataBoundSetter
    public void setSaveTo(String saveTo) {
        this.saveTo = restriction("saveTo", Util.fixEmptyAndTrim(saveTo));
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("updatedSince", updatedSince);
        parameters.put("where", where);
        parameters.put("fields", fields);
        parameters.put("limit", limit);
        parameters.put("saveTo", saveTo);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements ListForm {
        @Override
        public String getFunctionName() {
            return "ahaListRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaListRecordsStep_displayName();
        }

        @Override
        AhaListRecordsStep read(SubmittedForm form) {
            AhaListRecordsStep step = new AhaListRecordsStep(form.text("table"));
            step.setProduct(form.text("product"));
            SubmittedForm.set(form.text("updatedSince"), step::setUpdatedSince);
            SubmittedForm.set(form.fields("where"), step::setWhere);
            SubmittedForm.set(form.words("fields"), step::setFields);
            SubmittedForm.set(form.text("limit"), limit -> step.setLimit(Integer.valueOf(limit)));
            SubmittedForm.set(form.text("saveTo"), step::setSaveTo);
            return step;
        }
    }
}
