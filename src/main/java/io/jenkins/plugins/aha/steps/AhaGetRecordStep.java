package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.RecordForm;
import io.jenkins.plugins.aha.forms.TableForm;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaGetRecord}: reads one record, by its id or by what its fields hold. */
@Restricted(NoExternalUse.class)
public class AhaGetRecordStep extends AhaAccountStep {
    private final Object id;
    private Object product;
    private String table;
    private Object where;

    @DataBoundConstructor
    public AhaGetRecordStep(Object id) {
        this.id = StepArguments.plain(id);
    }

    /**
     * Returns the id of the record, or the record as a step returned it; null where fields say which record is meant.
     */
    public Object getId() {
        return id;
    }

    /** Returns the key or numeric id of the product; null with an id. */
    public Object getProduct() {
        return product;
    }

    @DataBoundSetter
    public void setProduct(Object product) {
        this.product = restriction("product", StepArguments.trimmed(product));
    }

    /** Returns the API key of the custom table; null with an id. */
    public String getTable() {
        return table;
    }

    @DataBoundSetter
    public void setTable(String table) {
        this.table = restriction("table", Util.fixEmptyAndTrim(table));
    }

    /** Field key → value or list of values, which only one record has; null with an id. */
    public Object getWhere() {
        return where;
    }

    @DataBoundSetter
    public void setWhere(Object where) {
        this.where = restriction("where", StepArguments.plain(where));
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("id", id);
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("where", where);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements RecordForm, TableForm {
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
            AhaGetRecordStep step = new AhaGetRecordStep(form.text("id"));
            SubmittedForm.set(form.text("product"), step::setProduct);
            SubmittedForm.set(form.text("table"), step::setTable);
            SubmittedForm.set(form.fields("where"), step::setWhere);
            return step;
        }
    }
}
