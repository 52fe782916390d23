package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.JournalFile;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.ScreenDefinition;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation that is killed at any point and run again with its journal has done everything once. */
class ResumeTest {
    private static final String CSV = "name,tier\nNew 1,gold\nNew 1,gold\nNew 2,silver\n";

    @TempDir
    private Path folder;

    /** What one operation, with or without a restart, leaves behind. */
    private record Outcome(Object result, List<?> stored, List<String> logged) {}

    /** A step, killed at every point in turn. */
    private void surviveEveryCrash(String step, Function<DemoAha, Map<String, ?>> parameters, int leastPoints)
            throws Exception {
        Outcome undisturbed = live(step, parameters, Integer.MAX_VALUE);
        int point = 0;
        while (true) {
            Outcome outcome = live(step, parameters, point);
            if (outcome == null) {
                break;
            }
            String when = step + " killed after point " + point;
            assertEquals(undisturbed.result(), outcome.result(), when);
            assertEquals(undisturbed.stored(), outcome.stored(), when);
            assertEquals(new HashSet<>(undisturbed.logged()), new HashSet<>(outcome.logged()), when);
            assertTrue(
                    outcome.logged().size() <= undisturbed.logged().size() + 1, when + " logged " + outcome.logged());
            point++;
        }
        assertTrue(point >= leastPoints, "only " + point + " points");
    }

    /** @return null when the operation ended before the point */
    private Outcome live(String step, Function<DemoAha, Map<String, ?>> parameters, int point) throws Exception {
        try (DemoAha aha = new DemoAha()) {
            aha.state().giveIds("101", "102", "103", "104", "105", "106", "107", "108", "109");
            Crash crash = new Crash(point);
            Map<String, ?> given = parameters.apply(aha);
            Path file = Files.createTempDirectory(folder, step).resolve("journal.jsonl");
            aha.restartController(crash.inTransport());
            RecordedBuild first = aha.build()
                    .with(crash.in(new JournalFile(file)))
                    .helpedBy(Runnable::run)
                    .holding("a.csv", CSV);
            List<String> logged = new ArrayList<>();
            Object result = null;
            try {
                result = first.run(step, given);
            } catch (Crash.Killed | IllegalStateException killed) {
                assertTrue(crash.happened(), killed::toString);
                aha.restartController();
                RecordedBuild second = aha.build()
                        .with(new JournalFile(file))
                        .helpedBy(Runnable::run)
                        .holding("a.csv", CSV);
                result = second.run(step, given);
                logged.addAll(rows(second));
            }
            logged.addAll(rows(first));
            if (point != Integer.MAX_VALUE && !crash.happened()) {
                return null;
            }
            return new Outcome(lasting(result), stored(aha), logged);
        }
    }

    private static List<String> rows(RecordedBuild build) {
        assertEquals(
                build.changes().size(),
                build.lines().stream()
                        .filter(build.changes().stream().map(Change::toLine).toList()::contains)
                        .count());
        return build.changes().stream()
                .map(row -> row.operation() + " " + row.subject())
                .toList();
    }

    /** What a result says that must not change: times may, and a record that is written twice may show its end. */
    private static Object lasting(Object result) {
        if (!(result instanceof List<?> list)) {
            return result instanceof Map<?, ?> record ? lasting(record, false) : result;
        }
        List<Object> seen = new ArrayList<>();
        for (Object entry : list) {
            boolean twice = entry instanceof Map<?, ?> record
                    && list.stream()
                                    .filter(other -> isSame(record, (Map<?, ?>) other))
                                    .count()
                            > 1;
            seen.add(entry instanceof Map<?, ?> record ? lasting(record, twice) : entry);
        }
        return seen;
    }

    private static boolean isSame(Map<?, ?> record, Map<?, ?> other) {
        return record.containsKey("id") && record.get("id").equals(other.get("id"));
    }

    private static Object lasting(Map<?, ?> record, boolean writtenTwice) {
        Map<String, Object> rest = new TreeMap<>();
        record.forEach((key, value) -> rest.put(String.valueOf(key), value));
        rest.keySet().removeAll(List.of("createdAt", "updatedAt"));
        rest.remove(writtenTwice ? "fields" : "");
        return rest;
    }

    private static List<?> stored(DemoAha aha) {
        List<Object> all = new ArrayList<>();
        for (StoredRecord record : aha.customers()) {
            Map<String, String> fields = new TreeMap<>();
            record.fields().forEach((key, value) -> fields.put(key, value.text()));
            all.add(fields);
            all.add(new TreeMap<>(record.links()));
        }
        all.add(aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
        all.add(aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
        return all;
    }

    private static Map<String, Object> create(Map<String, ?> more) {
        Map<String, Object> parameters = new TreeMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.putAll(more);
        return parameters;
    }

    private static Map<String, Object> upsert(String ifExists, Object... rows) {
        return create(Map.of("uniqueBy", "name", "ifExists", ifExists, "fields", List.of(rows)));
    }

    @Test
    void createsAreDoneOnce() throws Exception {
        surviveEveryCrash(
                "ahaCreateRecord",
                aha -> create(
                        Map.of("fields", List.of(Map.of("name", "New 1"), Map.of("name", "New 2", "tier", "gold")))),
                12);
    }

    @Test
    void rowsOfAFileAreLoadedOnce() throws Exception {
        for (Map<String, String> unique : List.of(Map.<String, String>of(), Map.of("uniqueBy", "name"))) {
            Map<String, Object> parameters = create(unique);
            parameters.put("loadFrom", "a.csv");
            surviveEveryCrash("ahaCreateRecord", aha -> parameters, 12);
        }
    }

    @Test
    void recordsAreCreatedAndLinkedOnce() throws Exception {
        for (Map<String, String> unique : List.of(Map.<String, String>of(), Map.of("uniqueBy", "name"))) {
            surviveEveryCrash(
                    "ahaCreateRecord",
                    aha -> {
                        aha.state()
                                .table("customers")
                                .link(new ScreenDefinition.LinkField("parent", "Parent", "customers", false))
                                .link(new ScreenDefinition.LinkField("peer", "Peer", "customers", false));
                        Map<String, Object> parameters = create(unique);
                        parameters.put("fields", Map.of("name", "New 1"));
                        List<String> parents = List.of(aha.customer("Contoso"), aha.customer("Globex"));
                        parameters.put("links", Map.of("parent", parents, "peer", aha.customer("Acme Corp")));
                        return parameters;
                    },
                    18);
        }
        surviveEveryCrash(
                "ahaUpdateRecord",
                aha -> {
                    aha.state()
                            .table("customers")
                            .link(new ScreenDefinition.LinkField("parent", "Parent", "customers", false));
                    return Map.of(
                            "id",
                            aha.customer("Contoso"),
                            "fields",
                            Map.of("tier", "silver"),
                            "links",
                            Map.of("parent", aha.customer("Globex")));
                },
                14);
    }

    @Test
    void upsertsAreDoneOnce() throws Exception {
        for (String ifExists : List.of("update", "keep")) {
            surviveEveryCrash(
                    "ahaCreateRecord",
                    aha -> upsert(
                            ifExists,
                            Map.of("name", "Contoso", "tier", "silver"),
                            Map.of("name", "New 1", "tier", "gold"),
                            Map.of("name", "New 1", "region", "EMEA"),
                            Map.of("name", "Globex")),
                    8);
        }
        surviveEveryCrash(
                "ahaCreateRecord", aha -> upsert("fail", Map.of("name", "New 1"), Map.of("name", "New 2")), 12);
    }

    @Test
    void updatesAreDoneOnce() throws Exception {
        surviveEveryCrash(
                "ahaUpdateRecord", aha -> Map.of("id", aha.customer("Contoso"), "fields", Map.of("tier", "silver")), 6);
    }

    @Test
    void deletesAreDoneOnce() throws Exception {
        surviveEveryCrash(
                "ahaDeleteRecord", aha -> Map.of("id", List.of(aha.customer("Contoso"), aha.customer("Globex"))), 12);
    }

    @Test
    void recordThatWasMissingIsMissingInAnotherLife() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            Journal journal = Journal.inMemory();
            Map<String, Object> given = Map.of("id", List.of("999", aha.customer("Contoso")), "ifMissing", "ignore");
            Object first = aha.build().with(journal).run("ahaDeleteRecord", given);
            RecordedBuild second = aha.build().with(journal);
            assertEquals(first, second.run("ahaDeleteRecord", given));
            assertEquals(first, aha.build().with(journal).run("ahaDeleteRecord", given));
            assertEquals(List.of(), second.changes());
            assertEquals(4, aha.requests("DELETE"));
        }
    }

    @Test
    void linksAreChangedOnceAndTellWhatWasBefore() throws Exception {
        for (String mode : List.of("add", "replace", "remove")) {
            surviveEveryCrash(
                    "ahaLinkRecords",
                    aha -> Map.of(
                            "target",
                            List.of("PRJ1-R-1", "PRJ1-1"),
                            "field",
                            "customers",
                            "mode",
                            mode,
                            "records",
                            mode.equals("remove") ? aha.customer("Acme Corp") : aha.customer("Contoso")),
                    8);
        }
    }
}
