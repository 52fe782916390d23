package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.FieldForm;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Decides whether a record has the values asked for: Aha! cannot filter by fields. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class FieldConditions {
    private final KnownForms forms;
    private final Map<String, Object> where;

    /**
     * @param forms in which the account shows values
     * @param where field key → value, or list of values of which one must match (none does of an empty list). An empty
     *     value matches a missing field; a field with several values matches when one of them does
     */
    public FieldConditions(KnownForms forms, Map<String, Object> where) {
        this.forms = forms;
        this.where = where;
    }

    /** Returns whether a record meets all conditions. */
    public boolean match(CustomTableRecord record) {
        for (Map.Entry<String, Object> condition : where.entrySet()) {
            if (!matches(condition.getValue(), condition.getKey(), record)) {
                return false;
            }
        }
        return true;
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
}
