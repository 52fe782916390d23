package io.jenkins.plugins.aha.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.FieldValue;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What operations said, and whether it is true in the end. Names and values are kept by their {@link Meaning}.
 * Thread-safe.
 */
final class Ledger {
    /** What is known of a thing. */
    enum Known {
        YES,
        NO,
        /** An operation on it failed: either is right. */
        MAYBE
    }

    /** What records are linked to: a release with its features, and another one. */
    static final List<String> LINKABLE =
            List.of("PRJ1-R-1", "PRJ1-1", "PRJ1-2", "PRJ1-3", "PRJ1-4", "PRJ1-5", "PRJ1-6", "PRJ1-R-2");

    private static final int FIRST_OWN_RELEASE = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One field of the record of one name. */
    private record Place(String name, String field) {}

    private final Meaning meaning;
    private final Map<String, Known> names = new ConcurrentHashMap<>();
    private final Map<Place, Set<String>> values = new ConcurrentHashMap<>();
    private final Map<Place, Set<String>> everyValue = new ConcurrentHashMap<>();
    private final Map<String, Known> links = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> defects = new LinkedHashMap<>();

    Ledger(Meaning meaning) {
        this.meaning = meaning;
        for (String kind : List.of(
                "duplicates",
                "lost writes",
                "lost links",
                "wrong answers to callers",
                "hangs",
                "limit violations",
                "failures without a fault",
                "needless writes")) {
            defects.put(kind, new ArrayList<>());
        }
    }

    Meaning meaning() {
        return meaning;
    }

    /** A record of this name exists, does not, or may. */
    void name(String name, Known known) {
        names.put(meaning.of("name", name), known);
    }

    Known name(String name) {
        return names.getOrDefault(meaning.of("name", name), Known.MAYBE);
    }

    private Place place(String name, String field) {
        return new Place(meaning.of("name", name), field);
    }

    /** The field of the record of this name has this value. */
    void has(String name, String field, Object value) {
        mayGet(name, field, value);
        values.put(place(name, field), Set.of(meaning.of(field, value)));
    }

    /** The field of the record of this name has this value, or still the one before. */
    void mayHave(String name, String field, Object value) {
        mayGet(name, field, value);
        Set<String> possible = ConcurrentHashMap.newKeySet();
        possible.addAll(values.getOrDefault(place(name, field), Set.of("")));
        possible.add(meaning.of(field, value));
        values.put(place(name, field), possible);
    }

    /** The field of the record of this name is about to get this value. */
    void mayGet(String name, String field, Object value) {
        everyValue
                .computeIfAbsent(place(name, field), first -> ConcurrentHashMap.newKeySet())
                .add(meaning.of(field, value));
    }

    /** Whether a reading of the record, which may be old, can show this value. */
    boolean canShow(String name, String field, Object value) {
        Set<String> every = everyValue.get(place(name, field));
        String shown = meaning.of(field, value);
        return every == null || shown.isEmpty() || every.contains(shown);
    }

    /** The release that only this caller links to. */
    static String releaseOf(int caller) {
        return "PRJ1-R-" + (FIRST_OWN_RELEASE + caller);
    }

    /** The record of this caller with this id was deleted, or may have been. */
    void deleted(int caller, String id) {
        deleted.add(id);
        LINKABLE.forEach(target -> link(target, id, Known.MAYBE));
        link(releaseOf(caller), id, Known.MAYBE);
    }

    boolean isDeleted(String id) {
        return deleted.contains(id);
    }

    /** The target is linked to the record, is not, or may be. */
    void link(String target, String record, Known known) {
        links.put(target + " " + record, known);
    }

    Known link(String target, String record) {
        return links.getOrDefault(target + " " + record, Known.MAYBE);
    }

    /** Counts a case of a kind of defect. */
    synchronized void defect(String kind, String one) {
        defects.get(kind).add(one);
    }

    synchronized int hangs() {
        return defects.get("hangs").size();
    }

    /** Compares with what Aha! holds: kind of defect → each case. Every kind is there, most with nothing. */
    Map<String, List<String>> defects(AhaSimulator aha) {
        Map<String, List<StoredRecord>> byName = aha.state().records("PRJ1", "customers").stream()
                .collect(Collectors.groupingBy(
                        record -> meaning.of("name", record.written("name")), TreeMap::new, Collectors.toList()));
        byName.forEach((name, records) -> {
            if (records.size() > 1) {
                List<String> ids = records.stream().map(StoredRecord::id).toList();
                defect("duplicates", name + " " + ids);
            }
        });
        names.forEach((name, known) -> {
            int found = byName.getOrDefault(name, List.of()).size();
            if (known == Known.YES && found == 0 || known == Known.NO && found > 0) {
                defect("lost writes", name + ": said " + known + ", found " + found);
            }
        });
        values.forEach((place, possible) -> {
            List<StoredRecord> records = byName.getOrDefault(place.name(), List.of());
            for (StoredRecord record : records.size() == 1 ? records : List.<StoredRecord>of()) {
                FieldValue value = record.fields().get(place.field());
                Object written = value == null ? null : MAPPER.convertValue(value.written(), Object.class);
                if (!possible.contains(meaning.of(place.field(), written))) {
                    defect("lost writes", place + ": has " + written + ", said " + possible);
                }
            }
        });
        links.forEach((link, known) -> {
            String[] parts = link.split(" ");
            boolean found =
                    aha.state().links(kind(parts[0]), parts[0], "customers").contains(parts[1]);
            if (known == Known.YES && !found || known == Known.NO && found) {
                defect("lost links", link + ": said " + known + ", found " + found);
            }
        });
        for (int violations = aha.limits().violations(); violations > 0; violations--) {
            defect("limit violations", "a request over the limit");
        }
        return defects;
    }

    private static RecordKind kind(String target) {
        return target.contains("-R-") ? RecordKind.RELEASE : RecordKind.FEATURE;
    }
}
