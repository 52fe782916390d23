package io.jenkins.plugins.aha.model;

import io.jenkins.plugins.aha.values.FieldForm;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Finds out how people know a record of a custom table, which has no name of its own. Stateless. */
@Restricted(NoExternalUse.class)
public final class RecordTitle {
    private static final int LONGEST = 100;
    private static final String NAME = "name";

    private RecordTitle() {}

    /**
     * Returns a record's name: the value of its first key field that has one; else that of the field {@code name}, or
     * of one whose key ends so, as {@code customers_name}; else the first text.
     *
     * @param keyFields keys of the fields by which people distinguish records; possibly none
     * @return the name in one line of at most 100 characters; empty where there is none
     */
    public static String of(CustomTableRecord record, List<String> keyFields) {
        for (String key : keyFields) {
            String name = line(record.fields().get(key));
            if (!name.isEmpty()) {
                return name;
            }
        }
        String name = line(record.fields().get(NAME));
        if (name.isEmpty()) {
            name = first(record, field -> field.getKey().endsWith("_" + NAME));
        }
        return name.isEmpty()
                ? first(record, field -> field.getValue() instanceof String && isText(record.form(field.getKey())))
                : name;
    }

    private static String first(CustomTableRecord record, Predicate<Map.Entry<String, Object>> named) {
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            String name = named.test(field) ? line(field.getValue()) : "";
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** Returns a single value in one line; empty for none, and for several. */
    private static String line(Object value) {
        boolean single = value != null && !(value instanceof Map<?, ?>) && !(value instanceof Collection<?>);
        return single ? PlainText.line(value.toString(), LONGEST) : "";
    }

    private static boolean isText(FieldForm form) {
        return form.type() == null || form.type().equals("string");
    }
}
