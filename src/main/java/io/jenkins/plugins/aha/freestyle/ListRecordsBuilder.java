package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.forms.ListForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: list records", the build step for {@code ahaListRecords}. */
@Restricted(NoExternalUse.class)
public class ListRecordsBuilder extends AhaBuilder {
    private final String product;
    private final String table;
    private final String saveTo;
    private String updatedSince;
    private List<FieldRow> where = new ArrayList<>();
    private String fields;
    private String limit;

    @DataBoundConstructor
    public ListRecordsBuilder(String product, String table, String saveTo) {
        this.product = Util.fixEmptyAndTrim(product);
        this.table = Util.fixEmptyAndTrim(table);
        this.saveTo = Util.fixEmptyAndTrim(saveTo);
    }

    /** Returns the key or numeric id of the product. */
    public String getProduct() {
        return product;
    }

    /** Returns the API key of the custom table. */
    public String getTable() {
        return table;
    }

    /** File in the workspace; null for the result variables only. */
    public String getSaveTo() {
        return saveTo;
    }

    /** ISO 8601 text; null for all records. */
    public String getUpdatedSince() {
        return updatedSince;
    }

    @DataBoundSetter
    public void setUpdatedSince(String updatedSince) {
        this.updatedSince = Util.fixEmptyAndTrim(updatedSince);
    }

    /** Only records whose fields have these values. */
    public List<FieldRow> getWhere() {
        return where;
    }

    @DataBoundSetter
    public void setWhere(List<FieldRow> where) {
        this.where = where == null ? new ArrayList<>() : new ArrayList<>(where);
    }

    /** Returns the keys of the fields to keep; null for all. */
    public String getFields() {
        return fields;
    }

    @DataBoundSetter
    public void setFields(String fields) {
        this.fields = Util.fixEmptyAndTrim(fields);
    }

    /** Returns how many records at most; null for all. */
    public String getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(String limit) {
        this.limit = Util.fixEmptyAndTrim(limit);
    }

    @Override
    public boolean requiresWorkspace() {
        return true;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("product", expansion.text(product));
        parameters.put("table", expansion.text(table));
        parameters.put("saveTo", expansion.textThatCounts("saveTo", saveTo));
        parameters.put("updatedSince", expansion.textThatCounts("updatedSince", updatedSince));
        parameters.put("where", expansion.conditions("where", where));
        parameters.put("fields", expansion.partsThatCount("fields", fields));
        parameters.put("limit", expansion.textThatCounts("limit", limit));
    }

    /** The form. */
    @Extension
    @Symbol("ahaListRecordsBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements ListForm {
        @Override
        String step() {
            return "ahaListRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.ListRecordsBuilder_displayName();
        }
    }
}
