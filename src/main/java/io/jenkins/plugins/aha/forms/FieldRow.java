package io.jenkins.plugins.aha.forms;

import hudson.Extension;
import hudson.RelativePath;
import hudson.Util;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Items;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.DoNotUse;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The key of a field and its value, as a form has them. Both may hold variables. Immutable. */
@Restricted(NoExternalUse.class)
public class FieldRow implements Describable<FieldRow> {
    private final String name;
    private final String value;

    @DataBoundConstructor
    public FieldRow(String name, String value) {
        this.name = Util.fixNull(name).trim();
        this.value = FormText.shown(Util.fixNull(value));
    }

    /** Reads what was saved while this class was in another package. */
    @Initializer(before = InitMilestone.EXTENSIONS_AUGMENTED)
    @Restricted(DoNotUse.class)
    public static void readOlderJobs() {
        Items.XSTREAM2.addCompatibilityAlias("io.jenkins.plugins.aha.freestyle.FieldRow", FieldRow.class);
    }

    /** Returns the API key of the field. */
    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    /** Returns whether the value has several lines, which a control of one line would lose: it joins them. */
    public boolean isOfLines() {
        return value.indexOf('\n') >= 0;
    }

    /**
     * Returns the rows that show a map; a list of maps cannot be shown and gives none. Rows are returned as they are.
     */
    static List<FieldRow> of(Object fields) {
        List<FieldRow> rows = new ArrayList<>();
        if (fields instanceof Map<?, ?> map) {
            map.forEach((key, value) -> rows.add(new FieldRow(String.valueOf(key), FormText.lines(value))));
        } else if (fields instanceof List<?> list) {
            list.stream()
                    .filter(FieldRow.class::isInstance)
                    .map(FieldRow.class::cast)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Returns the rows that are not left empty; null for none. A form always shows one row. */
    public static List<FieldRow> filled(List<FieldRow> rows) {
        List<FieldRow> filled = new ArrayList<>(rows == null ? List.of() : rows);
        filled.removeIf(row -> row.getName().isEmpty() && row.getValue().isEmpty());
        return filled.isEmpty() ? null : filled;
    }

    /** The form. */
    @Extension
    @Symbol("ahaField")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends Descriptor<FieldRow> {
        @Override
        public String getDisplayName() {
            return Messages.FieldRow_displayName();
        }

        /**
         * @param ofRecord whether the form names a record and no table; on a page, a form's fields stand beside other
         *     forms'
         */
        @POST
        public ComboBoxModel doFillNameItems(
                @AncestorInPath Item item,
                @RelativePath("..") @QueryParameter("product") String product,
                @RelativePath("..") @QueryParameter("table") String table,
                @RelativePath("..") @QueryParameter("id") String id,
                @QueryParameter("ofRecord") boolean ofRecord,
                @RelativePath("..") @QueryParameter("site") String site,
                @RelativePath("..") @QueryParameter("credentialsId") String credentialsId) {
            return AccountQuestions.of(item, Item.EXTENDED_READ, site, credentialsId)
                    .choices(account -> ofRecord
                            ? TableQuestions.fieldsOfRecord(account, id)
                            : TableQuestions.fields(account, product, table));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item,
                @QueryParameter("value") String value,
                @RelativePath("..") @QueryParameter("product") String product,
                @RelativePath("..") @QueryParameter("table") String table,
                @RelativePath("..") @QueryParameter("id") String id,
                @QueryParameter("ofRecord") boolean ofRecord,
                @RelativePath("..") @QueryParameter("site") String site,
                @RelativePath("..") @QueryParameter("credentialsId") String credentialsId) {
            List<String> keys = FormText.words(value);
            return AccountQuestions.of(item, Item.EXTENDED_READ, site, credentialsId)
                    .check(account -> ofRecord
                            ? TableQuestions.checkFieldOfRecord(account, id, keys)
                            : TableQuestions.checkFields(account, product, table, keys));
        }
    }
}
