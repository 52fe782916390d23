package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.forms.RecordForm;
import io.jenkins.plugins.aha.forms.TableForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: get record", the build step for {@code ahaGetRecord}: by its id or by what its fields hold. */
@Restricted(NoExternalUse.class)
public class GetRecordBuilder extends AhaBuilder {
    private final String id;
    private String product;
    private String table;
    private List<FieldRow> where = new ArrayList<>();

    @DataBoundConstructor
    public GetRecordBuilder(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** Returns the id of the record; null where fields say which record is meant. */
    public String getId() {
        return id;
    }

    /** Returns the key or numeric id of the product; null with an id. */
    public String getProduct() {
        return product;
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
    }

    /** Returns the API key of the custom table; null with an id. */
    public String getTable() {
        return table;
    }

    @DataBoundSetter
    public void setTable(String table) {
        this.table = Util.fixEmptyAndTrim(table);
    }

    /** Returns what the fields of the record hold, and of no other record of the table; empty with an id. */
    public List<FieldRow> getWhere() {
        return where;
    }

    @DataBoundSetter
    public void setWhere(List<FieldRow> where) {
        this.where = where == null ? new ArrayList<>() : new ArrayList<>(where);
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("id", expansion.textThatCounts("id", id));
        parameters.put("product", expansion.textThatCounts("product", product));
        parameters.put("table", expansion.textThatCounts("table", table));
        parameters.put("where", expansion.conditions("where", where));
    }

    /** The form. */
    @Extension
    @Symbol("ahaGetRecordBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements RecordForm, TableForm {
        @Override
        String step() {
            return "ahaGetRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.GetRecordBuilder_displayName();
        }
    }
}
