package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.Numbers;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The different keys among the rows of an upsert, with the records that have them already, and those that nearly have
 * them. Of all the records of a table it keeps only these. Not thread-safe.
 */
final class UniqueKeys {
    /** More would bury the message. */
    private static final int MOST_NEAR = 3;

    private final KnownForms forms;
    private final String table;
    private final List<String> fields;
    private final List<Key> all = new ArrayList<>();
    private final Map<String, List<Key>> byForm = new HashMap<>();
    private final Map<String, List<Key>> byShown = new HashMap<>();
    private final Map<String, List<Key>> byNear = new HashMap<>();
    private final Set<String> seenFields = new HashSet<>();
    /** Key field → the most decimal places that a record shows in it. */
    private final Map<String, Integer> places = new HashMap<>();

    private boolean emptyTable = true;

    /**
     * One key.
     *
     * @param values the row's fields, of which only the unique ones count
     * @param rows the indexes of the rows that have it
     * @param existing the records that have it
     * @param near some records whose key differs only in case, width or blanks, or is what a field may make of it
     */
    record Key(
            Map<String, Object> values,
            List<Integer> rows,
            List<CustomTableRecord> existing,
            List<CustomTableRecord> near) {}

    /**
     * @param forms in which the account shows values
     * @param fields the keys of the fields that make a record unique together
     */
    UniqueKeys(KnownForms forms, String table, List<String> fields) {
        this.forms = forms;
        this.table = table;
        this.fields = fields.stream().sorted().toList();
    }

    void add(int row, Map<String, Object> values) {
        CustomTableRecord wanted = CustomTableRecord.unread("", table).withFields(values);
        List<Key> equal = byForm.computeIfAbsent(form(values::get), absent -> new ArrayList<>());
        for (Key key : equal) {
            if (matches(key, wanted)) {
                key.rows().add(row);
                return;
            }
        }
        Key key = new Key(values, new ArrayList<>(List.of(row)), new ArrayList<>(), new ArrayList<>());
        equal.add(key);
        all.add(key);
        combinations(field -> shownFor(field, values.get(field)))
                .forEach(shown -> byShown.computeIfAbsent(shown, absent -> new ArrayList<>())
                        .add(key));
        near(values::get)
                .forEach(near -> byNear.computeIfAbsent(near, absent -> new ArrayList<>())
                        .add(key));
    }

    /** Takes a record of the table, if it has one of the keys or nearly has it. */
    void found(CustomTableRecord record) {
        emptyTable = false;
        seenFields.addAll(record.fields().keySet());
        fields.forEach(field -> Numbers.of(record.fields().get(field))
                .ifPresent(number -> places.merge(field, places(number), Math::max)));
        Set<Key> candidates = new LinkedHashSet<>(byForm.getOrDefault(form(record.fields()::get), List.of()));
        if (fields.stream().anyMatch(field -> record.form(field).emails() != null)) {
            candidates.addAll(byForm.getOrDefault(form(field -> emailsOrValue(record, field)), List.of()));
        }
        if (!byShown.isEmpty()) {
            combinations(field -> shown(record.fields().get(field)))
                    .forEach(shown -> candidates.addAll(byShown.getOrDefault(shown, List.of())));
        }
        candidates.stream()
                .filter(key -> matches(key, record))
                .forEach(key -> key.existing().add(record));
        for (String near : near(record.fields()::get)) {
            for (Key key : byNear.getOrDefault(near, List.of())) {
                if (key.near().size() < MOST_NEAR && !key.near().contains(record) && isNear(key, record)) {
                    key.near().add(record);
                }
            }
        }
    }

    /** In the order of their first rows. */
    List<Key> all() {
        return all;
    }

    /** Records that nearly have a key; not those that would only be rounded, in fields that keep as many places. */
    List<CustomTableRecord> near(Key key) {
        boolean kept = fields.stream()
                .anyMatch(field -> Numbers.of(key.values().get(field))
                        .filter(number -> places(number) > 0 && places(number) <= places.getOrDefault(field, 0))
                        .isPresent());
        return kept
                ? key.near().stream().filter(record -> !isRounded(key, record)).toList()
                : key.near();
    }

    private boolean isRounded(Key key, CustomTableRecord record) {
        return fields.stream().anyMatch(field -> {
            Object shown = record.fields().get(field);
            return Numbers.of(key.values().get(field)).isPresent()
                    && Numbers.of(shown).isPresent()
                    && forms.compare(field, key.values().get(field), record) == Result.ANOTHER_FORM;
        });
    }

    private static int places(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    /** The key fields that no record has, though there are records: probably they are mistyped. */
    List<String> unknownFields() {
        return emptyTable
                ? List.of()
                : fields.stream().filter(field -> !seenFields.contains(field)).toList();
    }

    /** The keys of the fields that the table's records have. */
    Set<String> seenFields() {
        return new TreeSet<>(seenFields);
    }

    /** Names under which equal and nearly equal keys of several operations lock each other out. */
    Set<String> lockNames(String prefix) {
        Set<String> names = new HashSet<>();
        byForm.keySet().forEach(name -> names.add(prefix + name));
        byNear.keySet().forEach(name -> names.add(prefix + name));
        return names;
    }

    private boolean matches(Key key, CustomTableRecord record) {
        return fields.stream()
                .allMatch(field -> forms.compare(field, key.values().get(field), record) == Result.SAME);
    }

    private boolean isNear(Key key, CustomTableRecord record) {
        return !matches(key, record)
                && fields.stream().allMatch(field -> {
                    Object wanted = key.values().get(field);
                    return forms.compare(field, wanted, record).compareTo(Result.ANOTHER_FORM) <= 0
                            || NormalForm.isNear(wanted, record.fields().get(field));
                });
    }

    /** The places in {@link #byShown} where a value of a key belongs: its known forms, of a list also its labels'. */
    private Set<String> shownFor(String field, Object value) {
        Set<String> places = new LinkedHashSet<>(shown(value));
        Arrays.stream(forms.shownFor(table, field, value))
                .mapToObj(String::valueOf)
                .forEach(places::add);
        if (value instanceof Collection<?> labels) {
            places.add(labels.stream()
                    .map(label -> Arrays.stream(forms.shownFor(table, field, label))
                            .findFirst()
                            .orElse(KnownForms.digest(label)))
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(",")));
        }
        return places;
    }

    /** The places of a value that a record shows. */
    private static Set<String> shown(Object value) {
        Set<String> places = new LinkedHashSet<>(Set.of(String.valueOf(KnownForms.digest(value))));
        if (value instanceof Collection<?> labels) {
            places.add(labels.stream()
                    .map(label -> String.valueOf(KnownForms.digest(label)))
                    .sorted()
                    .collect(Collectors.joining(",")));
        }
        return places;
    }

    private static Object emailsOrValue(CustomTableRecord record, String field) {
        Object emails = record.form(field).emails();
        return emails == null ? record.fields().get(field) : emails;
    }

    private String form(Function<String, Object> values) {
        return join(field -> NormalForm.of(values.apply(field)));
    }

    private List<String> near(Function<String, Object> values) {
        return combinations(field -> NormalForm.near(values.apply(field)));
    }

    private String join(Function<String, String> part) {
        return String.join("\u0000", fields.stream().map(part).toList());
    }

    /** Every way to take one part for each field; none where a field has none. */
    private List<String> combinations(Function<String, Collection<String>> parts) {
        List<String> joined = List.of("");
        for (String field : fields) {
            List<String> longer = new ArrayList<>();
            for (String start : joined) {
                parts.apply(field).forEach(part -> longer.add(start + "\u0000" + part));
            }
            joined = longer;
        }
        return joined;
    }
}
