package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Names the places in an index where a record stands by its key fields. A record that has a key, or nearly has it,
 * shares a place with the key; one that shares a place need not have it, so what is found is compared. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class IndexTerms {
    private static final String EQUAL = "=";
    private static final String SHOWN = "#";
    private static final String NEAR = "~";

    private final KnownForms forms;
    private final String table;
    private final List<String> fields;

    /** @param fields the API keys of the fields, whose order does not matter */
    public IndexTerms(KnownForms forms, String table, Collection<String> fields) {
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
        addAll(
                places,
                EQUAL,
                field -> forms(values.get(field), record.form(field).emails()));
        addAll(places, SHOWN, field -> shown(values.get(field)));
        places.addAll(near(values));
        return places;
    }

    /**
     * Returns the key fields that show something else than what may be the ID of an option. Where no record does, only a
     * reading of the whole table finds out that the options are needed to find a key by its label.
     */
    public Stream<String> readable(CustomTableRecord record) {
        return fields.stream()
                .filter(field -> !ValueComparison.isEmpty(record.fields().get(field)) && !showsId(record, field));
    }

    /** Returns whether a key field of a record shows what may be the ID of an option. */
    static boolean showsId(CustomTableRecord record, String field) {
        return ChoiceOptions.isId(record.fields().get(field))
                && record.form(field).emails() == null;
    }

    /** Returns the one place that equal keys share. */
    public String equal(Map<String, Object> key) {
        Set<String> places = new LinkedHashSet<>();
        addAll(places, EQUAL, field -> Set.of(NormalForm.of(key.get(field))));
        return places.iterator().next();
    }

    /** Returns the places of records that have a key. */
    public Set<String> same(Map<String, Object> key) {
        return sameAsAny(field -> Collections.singletonList(key.get(field)));
    }

    /**
     * Returns the places of records that have one of several values in each key field; in a field with several values,
     * as one of them.
     *
     * @param wanted field key → value, or list of values
     */
    public Set<String> oneOf(Map<String, Object> wanted) {
        return sameAsAny(field -> wanted.get(field) instanceof Collection<?> choices
                ? choices
                : Collections.singletonList(wanted.get(field)));
    }

    private Set<String> sameAsAny(Function<String, Collection<?>> wanted) {
        Set<String> places = new LinkedHashSet<>();
        addAll(
                places,
                EQUAL,
                field -> wanted.apply(field).stream().map(NormalForm::of).collect(Collectors.toSet()));
        addAll(
                places,
                SHOWN,
                field -> wanted.apply(field).stream()
                        .flatMap(value -> shownFor(field, value).stream())
                        .collect(Collectors.toSet()));
        return places;
    }

    /** Returns the places of records that nearly have a key. */
    public Set<String> near(Map<String, Object> key) {
        Set<String> places = new LinkedHashSet<>();
        addAll(places, NEAR, field -> NormalForm.near(key.get(field)));
        return places;
    }

    /** Returns the places of a value of a key: those of its known forms, of a list also of its labels'. */
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

    /** Returns the places of a value that a record shows. */
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

    /** Returns the forms of a value, of the e-mails beside it, and of each value where there are several. */
    private static Set<String> forms(Object value, Object emails) {
        Set<String> forms = new LinkedHashSet<>(2);
        for (Object one : emails == null ? Collections.singletonList(value) : Arrays.asList(value, emails)) {
            forms.add(NormalForm.of(one));
            if (one instanceof Collection<?> several) {
                several.forEach(element -> forms.add(NormalForm.of(element)));
            }
        }
        return forms;
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
