package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UpsertTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private Map<String, Object> upsert(Object fields, String ifExists) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "fields", fields, "uniqueBy", "name"));
        parameters.put("ifExists", ifExists);
        return parameters;
    }

    private static List<Object> outcomes(List<Map<String, Object>> records) {
        return records.stream().map(record -> record.get("outcome")).toList();
    }

    @Test
    void whatExistsIsUpdatedOrKeptAndTheRestCreatedWithOneScan() throws Exception {
        DemoWorld.fill(aha.simulator(), 450);
        Object rows = List.of(
                Map.of("name", "Contoso", "tier", "silver"),
                Map.of("name", "New", "tier", "gold"),
                Map.of("name", "Customer 449"));
        List<Map<String, Object>> records = build.records("ahaCreateRecord", upsert(rows, null));
        assertEquals(List.of("updated", "created", "kept"), outcomes(records));
        assertEquals("silver", ((Map<?, ?>) records.get(0).get("fields")).get("tier"));
        assertEquals(aha.customer("New"), records.get(1).get("id"));
        assertEquals(3, aha.requests("GET"));
        assertEquals(1, aha.requests("PUT"));
        assertEquals(1, aha.requests("POST"));
        assertEquals(2, build.changes().size());
        assertEquals(451, aha.customers().size());
    }

    @Test
    void unchangedRecordIsNotWritten() throws Exception {
        Map<String, Object> record =
                build.record("ahaCreateRecord", upsert(Map.of("name", "Contoso", "tier", "gold"), "update"));
        assertEquals("kept", record.get("outcome"));
        assertEquals(0, aha.requests("PUT"));
        assertEquals(List.of(), build.changes());
    }

    @Test
    void keepLeavesWhatExistsAsItIs() throws Exception {
        Object rows = List.of(Map.of("name", "Contoso", "tier", "silver"), Map.of("name", "New"));
        List<Map<String, Object>> records = build.records("ahaCreateRecord", upsert(rows, "keep"));
        assertEquals(List.of("kept", "created"), outcomes(records));
        assertEquals("gold", ((Map<?, ?>) records.get(0).get("fields")).get("tier"));
        assertEquals(0, aha.requests("PUT"));
    }

    @Test
    void failRefusesBeforeAnythingIsWritten() {
        Object rows = List.of(Map.of("name", "New"), Map.of("name", "Contoso"), Map.of("name", "New"));
        AhaException refused =
                assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows, "fail")));
        assertEquals(
                "Could not create records in table customers of product PRJ1 by name: record 1 has the same values as"
                        + " record 3; record 2 exists already, as record " + aha.customer("Contoso")
                        + ". Nothing was written. Delete or merge what is double in Aha!, or choose other fields for"
                        + " uniqueBy.",
                refused.getMessage());
        assertEquals(AhaException.Reason.REFUSED, refused.getReason());
        assertEquals(0, aha.requests("POST"));
    }

    @Test
    void failCreatesWhatIsNew() throws Exception {
        assertEquals(
                "created",
                build.record("ahaCreateRecord", upsert(Map.of("name", "New"), "fail"))
                        .get("outcome"));
    }

    @Test
    void severalMatchesAreNamedAndNothingIsWritten() {
        String second = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Contoso"));
        Object rows = List.of(Map.of("name", "New"), Map.of("name", "Contoso", "tier", "silver"));
        for (String ifExists : List.of("update", "keep", "fail")) {
            AhaException refused =
                    assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows, ifExists)));
            String matches = "record 2 matches the records " + aha.customer("Contoso") + ", " + second + ". Nothing";
            assertTrue(refused.getMessage().contains(matches), refused.getMessage());
        }
        assertEquals(0, aha.requests("POST") + aha.requests("PUT"));
    }

    @Test
    void twentyProblemsAreNamedAndTheRestCounted() {
        List<Map<String, String>> rows = new ArrayList<>();
        DemoWorld.fill(aha.simulator(), 33);
        aha.customers().stream().skip(12).forEach(record -> rows.add(Map.of("name", record.text("name"))));
        String message = assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows, "fail")))
                .getMessage();
        assertTrue(message.contains("record 20 exists already"), message);
        assertTrue(!message.contains("record 21 exists already"), message);
        assertTrue(message.contains("; and 1 more. Nothing was written."), message);
        String exactly = assertThrows(
                        AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows.subList(0, 20), "fail")))
                .getMessage();
        assertTrue(!exactly.contains(" more"), exactly);
    }

    @Test
    void rowsWithEqualKeysAreAppliedOneAfterTheOther() throws Exception {
        Object rows = List.of(
                Map.of("name", "New", "tier", "gold"),
                Map.of("name", "New", "tier", "gold"),
                Map.of("name", "New", "tier", "silver"),
                Map.of("name", "New", "region", "EMEA"));
        List<Map<String, Object>> records = build.records("ahaCreateRecord", upsert(rows, "update"));
        assertEquals(List.of("created", "kept", "updated", "updated"), outcomes(records));
        assertEquals(
                1, records.stream().map(record -> record.get("id")).distinct().count());
        StoredRecord stored = aha.customers().get(12);
        assertEquals("silver", stored.text("tier"));
        assertEquals("EMEA", stored.text("region"));
        assertEquals(13, aha.customers().size());
    }

    @Test
    void recordDeletedBehindAStaleReplicaIsCreatedAgain() throws Exception {
        aha.simulator().settings().staleReads(5);
        build.run("ahaDeleteRecord", Map.of("id", aha.customer("Contoso")));
        Map<String, Object> record =
                build.record("ahaCreateRecord", upsert(Map.of("name", "Contoso", "tier", "silver"), "update"));
        assertEquals("created", record.get("outcome"));
        assertEquals("silver", aha.customers().get(11).text("tier"));
    }

    @Test
    void anotherRefusalOfTheUpdateIsNoReasonToCreate() {
        aha.state().forbid(aha.customer("Contoso"));
        AhaException refused = assertThrows(
                AhaException.class,
                () -> build.run("ahaCreateRecord", upsert(Map.of("name", "Contoso", "tier", "silver"), "update")));
        assertEquals(403, refused.getStatus());
        assertEquals(12, aha.customers().size());
    }

    @Test
    void failureSaysWhichRowsWereDone() {
        Object rows = List.of(Map.of("name", "A"), Map.of("name", "B", "seats", "many"), Map.of("name", "C"));
        build.helpedBy(Runnable::run);
        AhaException refused =
                assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows, "update")));
        assertTrue(
                refused.getMessage()
                        .endsWith("Done before: 1 of 3 (record 1); failed: record 2; not begun: 1, from record 3."),
                refused.getMessage());
    }

    @Test
    void writesAreVerified() {
        for (String name : List.of("Contoso", "New")) {
            Object row = Map.of("name", name, "colour", "red");
            AhaException dropped =
                    assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(row, "update")));
            assertTrue(dropped.getMessage().contains("did not keep the field 'colour'"), dropped.getMessage());
        }
    }
}
