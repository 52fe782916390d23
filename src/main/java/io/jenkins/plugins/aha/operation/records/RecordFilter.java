package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.values.FieldForm;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The {@code where} of a listing: Aha! cannot filter by fields, so it happens here. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecordFilter {
    private final KnownForms forms;
    private final Map<String, Object> where;
    private final Set<String> unseen;
    private boolean empty = true;

    /**
     * @param forms in which the account shows values
     * @param where field key → value, or list of values of which one must match (none does of an empty list). An empty
     *     value matches a missing field; a field with several values matches when one of them does
     */
    public RecordFilter(KnownForms forms, Map<String, Object> where) {
        this.forms = forms;
        this.where = where;
        this.unseen = new TreeSet<>(where.keySet());
    }

    public boolean takes(CustomTableRecord record) {
        if (where.isEmpty()) {
            return true;
        }
        empty = false;
        unseen.removeAll(record.fields().keySet());
        return where.entrySet().stream()
                .allMatch(condition -> matches(condition.getValue(), condition.getKey(), record));
    }

    private boolean matches(Object wanted, String field, CustomTableRecord record) {
        if (wanted instanceof Collection<?> choices) {
            return choices.stream().anyMatch(choice -> matchesOne(choice, field, record));
        }
        return matchesOne(wanted, field, record);
    }

    private boolean matchesOne(Object wanted, String field, CustomTableRecord record) {
        if (forms.compare(field, wanted, record) == Result.SAME) {
            return true;
        }
        FieldForm form = record.form(field);
        if ("note".equals(form.type()) && !ValueComparison.isEmpty(wanted)) {
            // A search for a text does not mean its formatting.
            return NormalForm.of(wanted).equals(NormalForm.of(record.fields().get(field)));
        }
        if (record.fields().get(field) instanceof List<?> values && !ValueComparison.isEmpty(wanted)) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(form.emails() instanceof List<?> emails ? emails : List.of());
            return all.stream().anyMatch(one -> ValueComparison.compare(wanted, one, FieldForm.UNKNOWN) == Result.SAME);
        }
        return false;
    }

    /** Warns of conditions on fields that no record had: probably a key is mistyped. */
    public void warnOfUnknown(OperationContext context, String table) {
        if (!empty && !unseen.isEmpty()) {
            context.log()
                    .warn("No record of table " + table + " has a value in '" + String.join("', '", unseen)
                            + "', which 'where' asks for; is it the field's API key?");
        }
    }
}
