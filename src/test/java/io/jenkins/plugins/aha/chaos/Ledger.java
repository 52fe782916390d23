package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
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

/** What callers were told, and whether it is true in the end. Safe for use by many threads. */
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

    private final Map<String, Known> names = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> tiers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> everyTier = new ConcurrentHashMap<>();
    private final Map<String, Known> links = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final List<String> wrongAnswers = new ArrayList<>();
    private final List<String> hangs = new ArrayList<>();

    /** A record of this name exists, does not, or may. */
    void name(String name, Known known) {
        names.put(name, known);
    }

    Known name(String name) {
        return names.getOrDefault(name, Known.MAYBE);
    }

    /** The field tier of the record of this name has one of these values. */
    void tier(String name, Set<String> possible) {
        tiers.put(name, possible);
        possible.forEach(tier -> mayHaveHad(name, tier));
    }

    /** The field tier of the record of this name had this value once, or was about to. */
    void mayHaveHad(String name, String tier) {
        everyTier.computeIfAbsent(name, first -> ConcurrentHashMap.newKeySet()).add(tier);
    }

    /** Everything that a reading, which may be old, can show; empty when nothing is known. */
    Set<String> everyTier(String name) {
        return everyTier.getOrDefault(name, Set.of());
    }

    Set<String> tier(String name) {
        return tiers.getOrDefault(name, Set.of());
    }

    /** The record with this id was deleted, or may have been. */
    void deleted(String id) {
        deleted.add(id);
        LINKABLE.forEach(target -> link(target, id, Known.MAYBE));
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

    synchronized void wrongAnswer(String what) {
        wrongAnswers.add(what);
    }

    synchronized void hang(String what) {
        hangs.add(what);
    }

    synchronized int hangs() {
        return hangs.size();
    }

    /** Compares with what Aha! holds: kind of defect → each case. Every kind is there, most with nothing. */
    synchronized Map<String, List<String>> defects(AhaSimulator aha) {
        Map<String, List<String>> defects = new LinkedHashMap<>();
        List<String> duplicates = defects.computeIfAbsent("duplicates", kind -> new ArrayList<>());
        List<String> lostWrites = defects.computeIfAbsent("lost writes", kind -> new ArrayList<>());
        List<String> lostLinks = defects.computeIfAbsent("lost links", kind -> new ArrayList<>());
        defects.put("wrong answers to callers", wrongAnswers);
        defects.put("hangs", hangs);
        Map<String, List<StoredRecord>> byName = aha.state().records("PRJ1", "customers").stream()
                .collect(Collectors.groupingBy(
                        record -> String.valueOf(record.text("name")), TreeMap::new, Collectors.toList()));
        byName.forEach((name, records) -> {
            if (records.size() > 1) {
                duplicates.add(
                        name + " " + records.stream().map(StoredRecord::id).toList());
            }
        });
        names.forEach((name, known) -> {
            int found = byName.getOrDefault(name, List.of()).size();
            if (known == Known.YES && found == 0 || known == Known.NO && found > 0) {
                lostWrites.add(name + ": told " + known + ", found " + found);
            }
        });
        tiers.forEach((name, possible) -> {
            for (StoredRecord record : byName.getOrDefault(name, List.of())) {
                if (!possible.contains(String.valueOf(record.text("tier")))) {
                    lostWrites.add(name + ": tier " + record.text("tier") + ", told " + possible);
                }
            }
        });
        links.forEach((link, known) -> {
            String[] parts = link.split(" ");
            boolean found =
                    aha.state().links(kind(parts[0]), parts[0], "customers").contains(parts[1]);
            if (known == Known.YES && !found || known == Known.NO && found) {
                lostLinks.add(link + ": told " + known + ", found " + found);
            }
        });
        int violations = aha.limits().violations();
        defects.put("limit violations", violations == 0 ? List.of() : List.of(String.valueOf(violations)));
        return defects;
    }

    private static RecordKind kind(String target) {
        return target.contains("-R-") ? RecordKind.RELEASE : RecordKind.FEATURE;
    }
}
