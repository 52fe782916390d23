package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.FieldValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The different keys among the rows of an upsert, with the records that have them already. Of all the records of a
 * table it keeps only those. For one thread.
 */
final class UniqueKeys {
    private static final int LONGEST_NUMBER = 100;

    private final List<String> fields;
    private final List<Key> all = new ArrayList<>();
    private final Map<String, List<Key>> byRoughKey = new HashMap<>();

    /**
     * One key.
     *
     * @param values the row's fields, of which only the unique ones count
     * @param rows the indexes of the rows that have it
     * @param existing the records that have it
     */
    record Key(Map<String, Object> values, List<Integer> rows, List<CustomTableRecord> existing) {}

    /**
     * @param fields the keys of the fields that make a record unique together
     */
    UniqueKeys(List<String> fields) {
        this.fields = fields.stream().sorted().toList();
    }

    void add(int row, Map<String, Object> values) {
        List<Key> rough = byRoughKey.computeIfAbsent(rough(values), absent -> new ArrayList<>());
        for (Key key : rough) {
            if (matches(key, values)) {
                key.rows().add(row);
                return;
            }
        }
        Key key = new Key(values, new ArrayList<>(List.of(row)), new ArrayList<>());
        rough.add(key);
        all.add(key);
    }

    /** Takes a record of the table, if it has one of the keys. */
    void found(CustomTableRecord record) {
        for (Key key : byRoughKey.getOrDefault(rough(record.fields()), List.of())) {
            if (matches(key, record.fields())) {
                key.existing().add(record);
            }
        }
    }

    /** In the order of their first rows. */
    List<Key> all() {
        return all;
    }

    /** Names under which equal keys of several operations lock each other out. */
    List<String> lockNames(String prefix) {
        return byRoughKey.keySet().stream().map(prefix::concat).toList();
    }

    private boolean matches(Key key, Map<String, Object> values) {
        return fields.stream().allMatch(field -> FieldValues.same(key.values().get(field), values.get(field)));
    }

    /** Equal for equal keys; sometimes equal for different ones, such as the texts 1.1 and 1.10. */
    private String rough(Map<String, Object> values) {
        return fields.stream().map(field -> rough(values.get(field))).collect(Collectors.joining("\u0000"));
    }

    private static String rough(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(UniqueKeys::rough).sorted().collect(Collectors.joining("\u0001"));
        }
        if (value instanceof Map<?, ?>) {
            return "map";
        }
        String text = value == null
                ? ""
                : withoutTags(value.toString().replace("\r\n", "\n")).strip();
        try {
            return text.length() > LONGEST_NUMBER
                    ? text
                    : new BigDecimal(text).stripTrailingZeros().toString();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    /** Notes come back as HTML. */
    private static String withoutTags(String html) {
        return html.replaceAll("<[^<>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
