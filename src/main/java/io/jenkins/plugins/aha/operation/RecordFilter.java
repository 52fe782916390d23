package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.FieldValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code where} of a listing: Aha! cannot filter by fields (notes on the API, §3), so it happens here. For one
 * thread.
 */
final class RecordFilter {
    private final Map<String, Object> where;
    private final Set<String> unseen;
    private boolean empty = true;

    /**
     * @param where field key → value, or list of values of which one must match (none does of an empty list). An empty
     *     value matches a missing field; a field with several values matches when one of them does
     */
    RecordFilter(Map<String, Object> where) {
        this.where = where;
        this.unseen = new TreeSet<>(where.keySet());
    }

    boolean takes(CustomTableRecord record) {
        if (where.isEmpty()) {
            return true;
        }
        empty = false;
        unseen.removeAll(record.fields().keySet());
        return where.entrySet().stream()
                .allMatch(condition ->
                        matches(condition.getValue(), record.fields().get(condition.getKey())));
    }

    private static boolean matches(Object wanted, Object value) {
        if (wanted instanceof Collection<?> choices) {
            return choices.stream().anyMatch(choice -> matchesOne(choice, value));
        }
        return matchesOne(wanted, value);
    }

    private static boolean matchesOne(Object wanted, Object value) {
        if (value instanceof List<?> values && !values.isEmpty()) {
            return values.stream().anyMatch(one -> FieldValues.same(wanted, one));
        }
        return FieldValues.same(wanted, value);
    }

    /** Tells of conditions on fields that no record had: probably a key is mistyped. */
    void warnOfUnknown(OperationContext context, String table) {
        if (!empty && !unseen.isEmpty()) {
            context.log()
                    .warn("No record of table " + table + " has a value in '" + String.join("', '", unseen)
                            + "', which 'where' asks for; is it the field's API key?");
        }
    }
}
