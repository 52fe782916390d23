package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.ChoiceOptions;
import io.jenkins.plugins.aha.client.IndexTerms;
import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.client.TableIndex;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.Numbers;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The different keys among the rows of an upsert, with the records that have them already, and those that nearly have
 * them. Of all the records of a table it keeps only these. Not thread-safe.
 */
final class UpsertKeys implements TableIndex.Search {
    /** More would bury the message. */
    private static final int MOST_NEAR = 3;

    private final KnownForms forms;
    private final String table;
    private final IndexTerms places;
    private final List<String> fields;
    private final List<Key> all = new ArrayList<>();
    private final Map<String, List<Key>> byPlace = new HashMap<>();
    private final Set<String> lockNames = new HashSet<>();
    private final Set<String> seenFields = new HashSet<>();
    /** Key field → the most decimal places that a record shows in it. */
    private final Map<String, Integer> decimals = new HashMap<>();

    /** Key fields in which records show ids of Aha!, and those in which some show something else. */
    private final Set<String> idFields = new HashSet<>();

    private final Set<String> otherFields = new HashSet<>();
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
     * @param places of the fields that make a record unique together
     */
    UpsertKeys(KnownForms forms, String table, IndexTerms places) {
        this.forms = forms;
        this.table = table;
        this.places = places;
        this.fields = places.fields();
    }

    void add(int row, Map<String, Object> values) {
        CustomTableRecord wanted = CustomTableRecord.unread("", table).withFields(values);
        for (Key key : byPlace.getOrDefault(places.equal(values), List.of())) {
            if (matches(key, wanted)) {
                key.rows().add(row);
                return;
            }
        }
        Key key = new Key(values, new ArrayList<>(List.of(row)), new ArrayList<>(), new ArrayList<>());
        all.add(key);
        lockNames.add(places.equal(values));
        lockNames.addAll(places.near(values));
        Set<String> itsPlaces = new HashSet<>(places.same(values));
        itsPlaces.addAll(places.near(values));
        itsPlaces.forEach(place ->
                byPlace.computeIfAbsent(place, absent -> new ArrayList<>()).add(key));
    }

    @Override
    public Set<String> places() {
        return byPlace.keySet();
    }

    @Override
    public void found(CustomTableRecord record, Set<String> itsPlaces) {
        emptyTable = false;
        seenFields.addAll(record.fields().keySet());
        fields.forEach(field -> Numbers.of(record.fields().get(field))
                .ifPresent(number -> decimals.merge(field, decimals(number), Math::max)));
        for (String field : fields) {
            Object shown = record.fields().get(field);
            if (!ValueComparison.isEmpty(shown)) {
                boolean id = ChoiceOptions.isId(shown) && record.form(field).emails() == null;
                (id ? idFields : otherFields).add(field);
            }
        }
        Set<Key> candidates = new LinkedHashSet<>();
        itsPlaces.forEach(place -> candidates.addAll(byPlace.getOrDefault(place, List.of())));
        for (Key key : candidates) {
            if (matches(key, record)) {
                key.existing().add(record);
            } else if (key.near().size() < MOST_NEAR && isNear(key, record)) {
                key.near().add(record);
            }
        }
    }

    @Override
    public void startOver() {
        emptyTable = true;
        seenFields.clear();
        idFields.clear();
        otherFields.clear();
        decimals.clear();
        all.forEach(key -> {
            key.existing().clear();
            key.near().clear();
        });
    }

    /** Returns whether each key has exactly one record or not even a similar one, and no options are needed to know it. */
    @Override
    public boolean isClear() {
        return fieldsWithIds().isEmpty()
                && all.stream()
                        .allMatch(key -> key.existing().size() == 1
                                || key.existing().isEmpty() && key.near().isEmpty());
    }

    /** In the order of their first rows. */
    List<Key> all() {
        return all;
    }

    /** The first create shows whether a key comes back as it was sent; until then no other may follow. */
    List<Key> newKeyFirst() {
        List<Key> ordered = new ArrayList<>(all);
        ordered.stream().filter(key -> key.existing().isEmpty()).findFirst().ifPresent(first -> {
            ordered.remove(first);
            ordered.add(0, first);
        });
        return ordered;
    }

    /** Records that nearly have a key; not those that would only be rounded, in fields that keep as many places. */
    List<CustomTableRecord> near(Key key) {
        boolean kept = fields.stream()
                .anyMatch(field -> Numbers.of(key.values().get(field))
                        .filter(number -> decimals(number) > 0 && decimals(number) <= decimals.getOrDefault(field, 0))
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

    private static int decimals(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    /** Returns the key fields that no record has, though there are records: probably they are mistyped. */
    List<String> unknownFields() {
        return emptyTable
                ? List.of()
                : fields.stream().filter(field -> !seenFields.contains(field)).toList();
    }

    /**
     * Returns the key fields in which all records show ids of Aha!, and a row whose key none of them has gives
     * something else.
     */
    List<String> fieldsWithIds() {
        return fields.stream()
                .filter(field -> idFields.contains(field) && !otherFields.contains(field))
                .filter(field -> all.stream().anyMatch(key -> isOtherThanId(key, field)))
                .toList();
    }

    private static boolean isOtherThanId(Key key, String field) {
        return key.existing().isEmpty() && !ChoiceOptions.isId(key.values().get(field));
    }

    /**
     * Returns the key fields in which all records show ids of Aha!, and a row gives something else that is neither an
     * option nor a text of a plain field: an e-mail address, or a label whose list may not be read. Nothing would find
     * it again.
     */
    List<String> fieldsOfUnknownIds() {
        return fieldsWithIds().stream()
                .filter(field -> !forms.hasOptions(table, field))
                .filter(field -> !forms.isPlain(table, field)
                        || all.stream()
                                .anyMatch(key -> isOtherThanId(key, field)
                                        && String.valueOf(key.values().get(field))
                                                        .indexOf('@')
                                                >= 0))
                .toList();
    }

    /** Returns the keys of the fields that the table's records have. */
    Set<String> seenFields() {
        return new TreeSet<>(seenFields);
    }

    /** Names under which equal and nearly equal keys of several operations lock each other out. */
    Set<String> lockNames(String prefix) {
        return lockNames.stream().map(name -> prefix + name).collect(Collectors.toSet());
    }

    private boolean matches(Key key, CustomTableRecord record) {
        return fields.stream()
                .allMatch(field -> forms.compare(field, key.values().get(field), record) == Result.SAME);
    }

    private boolean isNear(Key key, CustomTableRecord record) {
        return fields.stream().allMatch(field -> {
            Object wanted = key.values().get(field);
            return forms.compare(field, wanted, record).compareTo(Result.ANOTHER_FORM) <= 0
                    || NormalForm.isNear(wanted, record.fields().get(field));
        });
    }
}
