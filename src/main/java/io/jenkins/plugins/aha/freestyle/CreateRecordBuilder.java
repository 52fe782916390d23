package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.TableForm;
import io.jenkins.plugins.aha.operation.input.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: create record", the build step for {@code ahaCreateRecord}. */
@Restricted(NoExternalUse.class)
public class CreateRecordBuilder extends AhaBuilder {
    private final String product;
    private final String table;
    private final List<FieldRow> fields;
    private String loadFrom;
    private boolean emptyClears;
    private List<FieldRow> links;
    private String uniqueBy;
    private String ifExists;
    private boolean verify = true;

    @DataBoundConstructor
    public CreateRecordBuilder(String product, String table, List<FieldRow> fields) {
        this.product = Util.fixEmptyAndTrim(product);
        this.table = Util.fixEmptyAndTrim(table);
        List<FieldRow> filled = FieldRow.filled(fields);
        this.fields = filled == null ? new ArrayList<>() : filled;
    }

    /** Returns the key or numeric id of the product. */
    public String getProduct() {
        return product;
    }

    /** Returns the API key of the custom table. */
    public String getTable() {
        return table;
    }

    /** Returns the fields of the record. */
    public List<FieldRow> getFields() {
        return fields;
    }

    /** Returns the path of a file of records, below the workspace; null for none. */
    public String getLoadFrom() {
        return loadFrom;
    }

    @DataBoundSetter
    public void setLoadFrom(String loadFrom) {
        this.loadFrom = Util.fixEmptyAndTrim(loadFrom);
    }

    /** Returns whether an empty cell of the file stands for an empty value. */
    public boolean isEmptyClears() {
        return emptyClears;
    }

    @DataBoundSetter
    public void setEmptyClears(boolean emptyClears) {
        this.emptyClears = emptyClears;
    }

    /** Returns the link fields and the ids to add to them. */
    public List<FieldRow> getLinks() {
        return links == null ? List.of() : links;
    }

    @DataBoundSetter
    public void setLinks(List<FieldRow> links) {
        this.links = FieldRow.filled(links);
    }

    /** Returns the keys of the fields by which an existing record is found; null for always creating. */
    public String getUniqueBy() {
        return uniqueBy;
    }

    @DataBoundSetter
    public void setUniqueBy(String uniqueBy) {
        this.uniqueBy = Util.fixEmptyAndTrim(uniqueBy);
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
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("product", expansion.text(product));
        parameters.put("table", expansion.text(table));
        parameters.put("fields", expansion.map(fields));
        parameters.put("loadFrom", expansion.textThatCounts("loadFrom", loadFrom));
        parameters.put("emptyClears", emptyClears ? true : null);
        parameters.put("links", expansion.links(getLinks()));
        parameters.put("uniqueBy", expansion.partsThatCount("uniqueBy", uniqueBy));
        parameters.put("ifExists", ifExists);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Symbol("ahaCreateRecordBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements TableForm {
        @Override
        String step() {
            return "ahaCreateRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.CreateRecordBuilder_displayName();
        }
    }
}
