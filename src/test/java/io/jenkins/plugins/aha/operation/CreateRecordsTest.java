package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CreateRecordsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private static Map<String, Object> create(Object fields) {
        return Map.of("product", "PRJ1", "table", "customers", "fields", fields);
    }

    private List<String> names() {
        return aha.customers().stream()
                .skip(12)
                .map(record -> record.text("name"))
                .toList();
    }

    @Test
    void oneMapMakesOneRecord() throws Exception {
        Map<String, Object> record = build.record("ahaCreateRecord", create(Map.of("name", "New")));
        assertEquals(aha.customers().get(12).id(), record.get("id"));
        assertEquals("customers", record.get("table"));
        assertEquals("131414752", record.get("productId"));
        assertEquals(Map.of("name", "New"), record.get("fields"));
        assertEquals("created", record.get("outcome"));
        assertEquals(1, aha.simulator().requests().size());
    }

    @Test
    void eachWriteIsOneLineAndOneRowWithTheNameAndNoOtherValue() throws Exception {
        Map<String, Object> record =
                build.record("ahaCreateRecord", create(Map.of("name", "New Customer", "tier", "secret")));
        String id = (String) record.get("id");
        Subject subject = new Subject("record", "customers", "PRJ1", id, "New Customer", "");
        assertEquals(List.of(new Change(aha.time().now(), "create", subject, "created")), build.changes());
        assertEquals(List.of("Aha!: created customers record \"New Customer\" (" + id + ")"), build.lines());
    }

    @Test
    void listOfMapsMakesRecordsInTheOrderGiven() throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < 30; row++) {
            rows.add(Map.of("name", "New " + row));
        }
        List<Map<String, Object>> records = build.records("ahaCreateRecord", create(rows));
        for (int row = 0; row < 30; row++) {
            assertEquals(Map.of("name", "New " + row), records.get(row).get("fields"));
        }
        assertEquals(30, build.changes().size());
        assertEquals(30, build.lines().size());
        assertEquals(30, new HashSet<>(names()).size());
    }

    @Test
    void listOfOneGivesAListAndAnEmptyListGivesNone() throws Exception {
        assertEquals(
                1,
                build.records("ahaCreateRecord", create(List.of(Map.of("name", "New"))))
                        .size());
        assertInstanceOf(ArrayList.class, build.run("ahaCreateRecord", create(List.of())));
        assertEquals(
                "Aha!: no records to create, the list of fields is empty.",
                build.lines().get(1));
        assertEquals(1, aha.simulator().requests().size());
    }

    @Test
    void identicalRowsAreSoManyRecordsEvenWhenAnswersAreLost() throws Exception {
        for (int lost = 0; lost < 4; lost++) {
            aha.simulator().faults().when((verb, path) -> verb.equals("POST"), 1, Fault.DROPPED_AFTER_STORING);
            aha.simulator().faults().when((verb, path) -> verb.equals("POST"), 1, Fault.NONE);
        }
        List<Map<String, Object>> records =
                build.records("ahaCreateRecord", create(Collections.nCopies(8, Map.of("name", "Same"))));
        assertEquals(
                8, records.stream().map(record -> record.get("id")).distinct().count());
        assertEquals(Collections.nCopies(8, "Same"), names());
        assertEquals(8, build.changes().size());
    }

    @Test
    void refusalIsToldInAhasWordsAndWithoutStory() throws Exception {
        AhaException refused =
                assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", create(Map.of("seats", "many"))));
        assertEquals(422, refused.getStatus());
        assertTrue(refused.getMessage().contains("Seats must be a number"), refused.getMessage());
        assertTrue(!refused.getMessage().contains("Done before"), refused.getMessage());
        assertEquals(List.of(), build.changes());
    }

    @Test
    void failureAmongManySaysWhichWereDone() throws Exception {
        Object rows = List.of(Map.of("name", "A"), Map.of("name", "B"), Map.of("seats", "x"), Map.of("name", "C"));
        RecordedBuild alone = aha.build().helpedBy(Runnable::run);
        AhaException refused = assertThrows(AhaException.class, () -> alone.run("ahaCreateRecord", create(rows)));
        assertEquals(422, refused.getStatus());
        assertTrue(
                refused.getMessage()
                        .endsWith(" Done before: 2 of 4 (record 1, record 2); failed: record 3; not begun: 1, from"
                                + " record 4."),
                refused.getMessage());
        assertEquals(List.of("A", "B"), names());
        assertEquals(2, alone.changes().size());
    }

    @Test
    void droppedFieldFailsTheStepAndNamesKeyAndRecordWithoutUndoing() throws Exception {
        AhaException dropped = assertThrows(
                AhaException.class, () -> build.run("ahaCreateRecord", create(Map.of("name", "New", "colour", "red"))));
        String id = aha.customers().get(12).id();
        assertEquals(AhaException.Reason.UNCERTAIN, dropped.getReason());
        assertTrue(
                dropped.getMessage()
                        .startsWith("Record " + id + " was written, but Aha! did not keep the field 'colour'. Check"),
                dropped.getMessage());
        assertTrue(!dropped.getMessage().contains("red"));
        assertEquals(1, build.changes().size());
        assertEquals(List.of("New"), names());
    }

    @Test
    void verifyFalseTurnsTheCheckOff() throws Exception {
        Map<String, Object> parameters =
                Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("colour", "red"), "verify", false);
        assertEquals(Map.of(), build.record("ahaCreateRecord", parameters).get("fields"));
        aha.simulator().settings().unknownFields(OnUnknown.REJECTED);
        assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", parameters));
    }
}
