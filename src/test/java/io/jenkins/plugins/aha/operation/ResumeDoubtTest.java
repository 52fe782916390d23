package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.JournalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where another life cannot know what was done, or no note can be kept, nothing is doubled all the same. */
class ResumeDoubtTest {
    @TempDir
    private Path folder;

    @Test
    void identicalRowsNeverBecomeMoreThanTheyAre() throws Exception {
        Map<String, Object> twins = Map.of(
                "product",
                "PRJ1",
                "table",
                "customers",
                "fields",
                List.of(Map.of("name", "Twin"), Map.of("name", "Twin")));
        for (int point = 0; point < 12; point++) {
            try (DemoAha aha = new DemoAha()) {
                Crash crash = new Crash(point);
                Path file = folder.resolve("twins" + point);
                aha.restartController(crash.inTransport());
                RecordedBuild first =
                        aha.build().with(crash.in(new JournalFile(file))).helpedBy(Runnable::run);
                assertThrows(Crash.Killed.class, () -> first.run("ahaCreateRecord", twins));
                aha.restartController();
                RecordedBuild second = aha.build().with(new JournalFile(file)).helpedBy(Runnable::run);
                List<Map<String, Object>> records = second.records("ahaCreateRecord", twins);
                assertEquals(
                        2,
                        records.stream()
                                .map(record -> record.get("id"))
                                .distinct()
                                .count());
                assertEquals(14, aha.customers().size(), "killed after point " + point);
            }
        }
    }

    @Test
    void whatWasDoneAndToldIsNeitherDoneNorToldInAnotherLife() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            String id = aha.customer("Contoso");
            Map<String, Object> create =
                    Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", "New", "tier", "gold"));
            Map<String, Object> upsert = Map.of(
                    "product",
                    "PRJ1",
                    "table",
                    "customers",
                    "uniqueBy",
                    "name",
                    "fields",
                    List.of(Map.of("name", "Newer"), Map.of("name", "Globex", "tier", "gold")));
            Map<String, Map<String, ?>> steps = new LinkedHashMap<>();
            steps.put("ahaLinkRecords", Map.of("target", "PRJ1-R-1", "field", "customers", "records", id));
            steps.put("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("name", "A")));
            steps.put("ahaCreateRecord", create);
            steps.put("ahaCreateRecord ", upsert);
            steps.put("ahaDeleteRecord", Map.of("id", id));
            for (Map.Entry<String, Map<String, ?>> step : steps.entrySet()) {
                Journal journal = Journal.inMemory();
                String name = step.getKey().trim();
                Object first = aha.build().with(journal).run(name, step.getValue());
                Object snapshot = aha.state().snapshot();
                aha.restartController();
                aha.simulator().clearRequests();
                RecordedBuild second = aha.build().with(journal);
                assertEquals(first, second.run(name, step.getValue()));
                assertEquals(List.of(), second.changes(), step.getKey());
                assertEquals(List.of(), second.lines(), step.getKey());
                assertEquals(aha.requests("GET"), aha.simulator().requests().size());
                assertEquals(snapshot, aha.state().snapshot());
            }
        }
    }

    @Test
    void recordThatIsGoneAfterACrashIsToldAsProbablyDeleted() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            Path file = folder.resolve("gone");
            // Killed when the note was made, before the request: it is not this step that deletes the record.
            Crash crash = new Crash(1);
            RecordedBuild first =
                    aha.build().with(crash.in(new JournalFile(file))).helpedBy(Runnable::run);
            assertThrows(Crash.Killed.class, () -> first.run("ahaDeleteRecord", Map.of("id", "999")));
            assertEquals(0, aha.requests("DELETE"));
            RecordedBuild second = aha.build().with(new JournalFile(file));
            assertEquals(List.of("999"), second.run("ahaDeleteRecord", Map.of("id", "999")));
            assertEquals("probably deleted", second.changes().get(0).outcome());
            assertEquals(
                    List.of(
                            "Aha!: record 999 is gone. This step was about to delete it before Jenkins was restarted,"
                                    + " and probably did; only if it had been gone before that, it was not this step.",
                            "Aha!: probably deleted record 999"),
                    second.lines());
        }
    }

    @Test
    void failureThatWasToldIsToldAgainAndNothingIsWrittenTwice() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            Map<String, Object> parameters =
                    Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", "New", "colour", "red"));
            Journal journal = Journal.inMemory();
            for (int life = 0; life < 3; life++) {
                AhaException dropped = assertThrows(
                        AhaException.class, () -> aha.build().with(journal).run("ahaCreateRecord", parameters));
                assertTrue(dropped.getMessage().contains("did not keep the field 'colour'"), dropped.getMessage());
                aha.restartController();
            }
            assertEquals(13, aha.customers().size());
        }
    }

    @Test
    void journalThatCannotBeWrittenStopsTheWriteBeforeItIsSent() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            String id = aha.customer("Contoso");
            Map<String, Map<String, ?>> steps = Map.of(
                    "ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", "A")),
                    "ahaUpdateRecord", Map.of("id", id, "fields", Map.of("name", "A")),
                    "ahaDeleteRecord", Map.of("id", id),
                    "ahaLinkRecords", Map.of("target", "PRJ1-R-1", "field", "customers", "records", id));
            for (Map.Entry<String, Map<String, ?>> step : steps.entrySet()) {
                IOException broken = assertThrows(
                        IOException.class, () -> aha.build().onFullDisk().run(step.getKey(), step.getValue()));
                assertEquals("No space left on device", broken.getMessage());
            }
            assertEquals(0, aha.requests("POST") + aha.requests("PUT") + aha.requests("DELETE"));
        }
    }
}
