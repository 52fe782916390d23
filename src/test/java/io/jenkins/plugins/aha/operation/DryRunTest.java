package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads happen, writes are only logged, and what comes out goes into the next dry step. */
class DryRunTest {
    private DemoAha aha;
    private RecordedBuild build;
    private Object before;

    @BeforeEach
    void start() throws Exception {
        aha = new DemoAha();
        before = aha.state().snapshot();
        build = aha.build().onFullDisk();
    }

    @AfterEach
    void nothingWasWritten() {
        assertEquals(before, aha.state().snapshot());
        assertEquals(aha.requests("GET"), aha.simulator().requests().size());
        assertEquals(List.of(), build.changes());
        aha.close();
    }

    private static Map<String, Object> dry(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("dryRun", true);
        return all;
    }

    private Map<String, Object> created() throws Exception {
        return build.record(
                "ahaCreateRecord",
                dry(Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", "New", "seats", 5))));
    }

    @Test
    void createdRecordGoesThroughAllLaterSteps() throws Exception {
        Map<String, Object> record = created();
        assertEquals("dry-run", record.get("id"));
        assertEquals("customers", record.get("table"));
        assertEquals(Map.of("name", "New", "seats", new BigDecimal("5")), record.get("fields"));
        assertEquals("created", record.get("outcome"));
        Map<String, Object> read = build.record("ahaGetRecord", dry(Map.of("id", record)));
        assertEquals("dry-run", read.get("id"));
        assertEquals("read", read.get("outcome"));
        Map<String, Object> updated =
                build.record("ahaUpdateRecord", dry(Map.of("id", record, "fields", Map.of("tier", "gold"))));
        assertEquals("updated", updated.get("outcome"));
        assertEquals(Map.of("tier", "gold"), updated.get("fields"));
        Map<String, Object> linked = build.records(
                        "ahaLinkRecords",
                        dry(Map.of("target", "PRJ1-R-1", "field", "customers", "records", List.of(record, updated))))
                .get(0);
        assertEquals(List.of("dry-run"), linked.get("added"));
        assertEquals(true, linked.get("changed"));
        for (Object target : List.of(record, "dry-run")) {
            Map<String, Object> from = build.records(
                            "ahaLinkRecords",
                            dry(Map.of("target", target, "field", "customer", "records", aha.customer("Contoso"))))
                    .get(0);
            assertEquals("record", from.get("kind"));
            assertEquals(List.of(), from.get("before"));
        }
        assertEquals(List.of("dry-run"), build.run("ahaDeleteRecord", dry(Map.of("id", record))));
        assertEquals(1, aha.requests("GET"));
        List<String> lines = build.lines();
        assertTrue(lines.get(0)
                .startsWith("Aha! dry run: would create a record in table customers of product PRJ1 with "));
        assertTrue(lines.get(0).contains("seats") && !lines.get(0).contains("New"), lines.get(0));
        assertEquals("Aha! dry run: would update record dry-run: tier", lines.get(1));
        assertEquals("Aha! dry run: release PRJ1-R-1 \"Release 1\": would link 1 customers (dry-run)", lines.get(2));
        assertEquals(
                "Aha! dry run: record dry-run: would link 1 customer (" + aha.customer("Contoso") + ")", lines.get(3));
        assertEquals("Aha! dry run: would delete record dry-run", lines.get(5));
        assertEquals(6, lines.size());
    }

    @Test
    void recordsThatExistAreRead() throws Exception {
        String id = aha.customer("Contoso");
        Map<String, Object> updated =
                build.record("ahaUpdateRecord", dry(Map.of("id", id, "fields", Map.of("tier", "silver"))));
        assertEquals(id, updated.get("id"));
        assertEquals("silver", ((Map<?, ?>) updated.get("fields")).get("tier"));
        assertEquals("APAC", ((Map<?, ?>) updated.get("fields")).get("region"));
        assertEquals(id, build.record("ahaGetRecord", dry(Map.of("id", id))).get("id"));
        assertEquals(List.of(id), build.run("ahaDeleteRecord", dry(Map.of("id", id))));
        assertEquals(
                List.of(
                        "Aha! dry run: would update customers record \"Contoso\" (" + id + "): tier",
                        "Aha!: read customers record \"Contoso\" (" + id + ")",
                        "Aha! dry run: would delete customers record \"Contoso\" (" + id + ")"),
                build.lines());
        assertEquals(3, aha.requests("GET"));
    }

    @Test
    void whatDoesNotExistFailsOrIsSkippedAsOtherwise() throws Exception {
        for (String step : List.of("ahaGetRecord", "ahaDeleteRecord", "ahaUpdateRecord", "ahaLinkRecords")) {
            Map<String, Object> parameters = new HashMap<>(Map.of("id", "999"));
            if (step.equals("ahaUpdateRecord")) {
                parameters.put("fields", Map.of("name", "A"));
            }
            if (step.equals("ahaLinkRecords")) {
                parameters = new HashMap<>(Map.of("target", "PRJ1-99", "field", "customers", "records", "1"));
            }
            Map<String, Object> given = dry(parameters);
            assertEquals(
                    404,
                    assertThrows(AhaException.class, () -> build.run(step, given))
                            .getStatus());
        }
        assertEquals(List.of(), build.run("ahaDeleteRecord", dry(Map.of("id", List.of("999"), "ifMissing", "ignore"))));
        assertEquals(List.of("Aha!: record 999 does not exist (any more); skipped."), build.lines());
    }

    @Test
    void upsertTellsWhatItWouldDo() throws Exception {
        List<Map<String, Object>> records = build.records(
                "ahaCreateRecord",
                dry(Map.of(
                        "product",
                        "PRJ1",
                        "table",
                        "customers",
                        "uniqueBy",
                        "name",
                        "fields",
                        List.of(
                                Map.of("name", "Contoso", "tier", "silver"),
                                Map.of("name", "Contoso", "region", "APAC"),
                                Map.of("name", "New"),
                                Map.of("name", "New", "tier", "gold")))));
        assertEquals(
                List.of("updated", "kept", "created", "updated"),
                records.stream().map(record -> record.get("outcome")).toList());
        assertEquals("silver", ((Map<?, ?>) records.get(1).get("fields")).get("tier"));
        assertEquals(Map.of("name", "New", "tier", "gold"), records.get(3).get("fields"));
        assertEquals(4, build.lines().size());
    }

    @Test
    void linksThatWouldNotChangeAreLoggedAsUnchanged() throws Exception {
        Map<String, Object> result = build.records(
                        "ahaLinkRecords",
                        dry(Map.of("target", "PRJ1-R-1", "field", "customers", "records", aha.customer("Acme Corp"))))
                .get(0);
        assertEquals(false, result.get("changed"));
        assertEquals(
                List.of("Aha!: release PRJ1-R-1 \"Release 1\": links 'customers' unchanged, 1 in all"), build.lines());
    }

    @Test
    void releaseThatDoesNotExistYetBringsNoFeatures() throws Exception {
        Map<String, Object> parameters = dry(Map.of(
                "target",
                "dry-run",
                "kind",
                "release",
                "withFeatures",
                true,
                "field",
                "customers",
                "records",
                created()));
        assertEquals(1, build.records("ahaLinkRecords", parameters).size());
    }

    @Test
    void listingsAreReadAndSavedAllTheSame() throws Exception {
        Map<String, Object> table = dry(Map.of("product", "PRJ1", "table", "customers", "saveTo", "a.jsonl"));
        assertEquals(12, build.run("ahaListRecords", table));
        assertEquals(12, build.file("a.jsonl").lines().count());
    }

    @Test
    void aCreatedRecordIsLinkedWithoutFields() throws Exception {
        Map<String, Object> record = build.record(
                "ahaUpdateRecord", dry(Map.of("id", created(), "links", Map.of("partners", aha.customer("Contoso")))));
        assertEquals("dry-run", record.get("id"));
        assertEquals(Map.of("partners", List.of(aha.customer("Contoso"))), record.get("links"));
    }
}
