package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.TableForm;
import io.jenkins.plugins.aha.operation.input.IfExists;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaCreateRecord}: creates records, or updates those that exist already. */
@Restricted(NoExternalUse.class)
public class AhaCreateRecordStep extends AhaAccountStep {
    private final String table;
    private Object product;
    private Object fields;
    private String loadFrom;
    private boolean emptyClears;
    private Object links;
    private Object uniqueBy;
    private String ifExists;
    private boolean verify = true;

    @DataBoundConstructor
    public AhaCreateRecordStep(String table) {
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

    /** Field key → value; in a script also a list of such maps. Null where the records are in a file. */
    public Object getFields() {
        return fields;
    }

    @DataBoundSetter
    public void setFields(Object fields) {
        this.fields = StepArguments.plain(fields);
    }

    /** Returns the path of a file of records, below the workspace; null for none. */
    public String getLoadFrom() {
        return loadFrom;
    }

    @DataBoundSetter
    public void setLoadFrom(String loadFrom) {
        this.loadFrom = restriction("loadFrom", Util.fixEmptyAndTrim(loadFrom));
    }

    /** Returns whether an empty cell of the file stands for an empty value. */
    public boolean isEmptyClears() {
        return emptyClears;
    }

    @DataBoundSetter
    public void setEmptyClears(boolean emptyClears) {
        this.emptyClears = emptyClears;
    }

    /** Returns the key of the link field → ids or records to add; null for none. */
    public Object getLinks() {
        return links;
    }

    @DataBoundSetter
    public void setLinks(Object links) {
        this.links = restriction("links", StepArguments.plain(links));
    }

    /** Key or keys of the fields by which an existing record is found; null for always creating. */
    public Object getUniqueBy() {
        return uniqueBy;
    }

    @DataBoundSetter
    public void setUniqueBy(Object uniqueBy) {
        this.uniqueBy = restriction("uniqueBy", StepArguments.plain(uniqueBy));
    }

    /** {@code update}, {@code keep} or {@code fail}. */
    public String getIfExists() {
        return FormChoices.orDefault(ifExists, IfExists.class);
    }

    @DataBoundSetter
    public void setIfExists(String ifExists) {
        this.ifExists = FormChoices.withoutDefault(ifExists, IfExists.class);
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
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("fields", fields);
        parameters.put("loadFrom", loadFrom);
        parameters.put("emptyClears", emptyClears ? true : null);
        parameters.put("links", links);
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
            AhaCreateRecordStep step = new AhaCreateRecordStep(form.text("table"));
            step.setProduct(form.text("product"));
            step.setFields(form.fields("fields"));
            SubmittedForm.set(form.text("loadFrom"), step::setLoadFrom);
            step.setEmptyClears(form.flag("emptyClears", false));
            SubmittedForm.set(form.links("links"), step::setLinks);
            SubmittedForm.set(form.words("uniqueBy"), step::setUniqueBy);
            step.setIfExists(form.text("ifExists"));
            step.setVerify(form.flag("verify", true));
            return step;
        }
    }
}
