package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.NormalForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Names the places in an index where a record stands by its key fields. A record that has a key, or nearly has it,
 * shares a place with the key; one that shares a place need not have it, so what is found is compared. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class KeyPlaces {
    private static final String EQUAL = "=";
    private static final String SHOWN = "#";
    private static final String NEAR = "~";

    private final KnownForms forms;
    private final String table;
    private final List<String> fields;

    /** @param fields the API keys of the fields, whose order does not matter */
    public KeyPlaces(KnownForms forms, String table, Collection<String> fields) {
        this.forms = forms;
        this.table = table;
        this.fields = fields.stream().sorted().toList();
    }

    /** Returns the API keys of the key fields, sorted. */
    public List<String> fields() {
        return fields;
    }

    /** Returns every place of a record; none for one that lacks a key field, which has no key. */
    public Set<String> ofRecord(CustomTableRecord record) {
        Map<String, Object> values = record.fields();
        if (!values.keySet().containsAll(fields)) {
            return Set.of();
        }
        Set<String> places = new LinkedHashSet<>(8);
        places.add(equal(values));
        if (fields.stream().anyMatch(field -> record.form(field).emails() != null)) {
            places.add(EQUAL + join(field -> NormalForm.of(emailsOrValue(record, field))));
        }
        addAll(places, SHOWN, field -> shown(values.get(field)));
        places.addAll(near(values));
        return places;
    }

    /** Returns the one place that equal keys share. */
    public String equal(Map<String, Object> key) {
        return EQUAL + join(field -> NormalForm.of(key.get(field)));
    }

    /** Returns the places of records that have a key. */
    public Set<String> same(Map<String, Object> key) {
        Set<String> places = new LinkedHashSet<>(Set.of(equal(key)));
        addAll(places, SHOWN, field -> shownFor(field, key.get(field)));
        return places;
    }

    /** Returns the places of records that nearly have a key. */
    public Set<String> near(Map<String, Object> key) {
        Set<String> places = new LinkedHashSet<>();
        addAll(places, NEAR, field -> NormalForm.near(key.get(field)));
        return places;
    }

    /** The places of a value of a key: those of its known forms, of a list also of its labels'. */
    private Set<String> shownFor(String field, Object value) {
        Set<String> places = shown(value);
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

    private String join(Function<String, String> part) {
        return String.join("\u0000", fields.stream().map(part).toList());
    }

    /** Adds every way to take one part for each field. */
    private void addAll(Set<String> places, String start, Function<String, Collection<String>> parts) {
        List<String> joined = List.of(start);
        for (String field : fields) {
            List<String> longer = new ArrayList<>();
            for (String before : joined) {
                parts.apply(field).forEach(part -> longer.add(before + "\u0000" + part));
            }
            joined = longer;
        }
        places.addAll(joined);
    }
}
