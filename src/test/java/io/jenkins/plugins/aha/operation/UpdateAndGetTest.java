package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UpdateAndGetTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();
    private final String contoso = aha.customer("Contoso");

    private Map<String, Object> update(Map<String, ?> fields) throws Exception {
        return build.record("ahaUpdateRecord", Map.of("id", contoso, "fields", fields));
    }

    private String stored(String field) {
        return aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, contoso).text(field);
    }

    @Test
    void updateSetsTheFieldsGivenAndKeepsTheOthers() throws Exception {
        Map<String, Object> record = update(Map.of("tier", "silver"));
        assertEquals("updated", record.get("outcome"));
        assertEquals("silver", stored("tier"));
        assertEquals("APAC", ((Map<?, ?>) record.get("fields")).get("region"));
        assertEquals(1, aha.simulator().requests().size());
        Change change = build.changes().get(0);
        assertEquals("update", change.operation());
        assertEquals(new Subject("record", "customers", "", contoso, "Contoso", ""), change.subject());
        assertEquals("updated", change.outcome());
        assertEquals(List.of("Aha!: updated customers record \"Contoso\" (" + contoso + ")"), build.lines());
    }

    @Test
    void equalValuesInOtherFormsAreNoWarning() throws Exception {
        Map<String, Object> record = update(
                Map.of("seats", 300, "tags", List.of("b", "a"), "note", "line\r\n", "last_deployment", new Date(0)));
        assertEquals(new BigDecimal("300.0"), ((Map<?, ?>) record.get("fields")).get("seats"));
        assertEquals("1970-01-01", stored("last_deployment"));
        assertEquals(1, build.lines().size());
    }

    @Test
    void clearingAFieldIsNoMissingField() throws Exception {
        Map<String, Object> fields = new HashMap<>();
        fields.put("tier", null);
        fields.put("region", "");
        update(fields);
        assertNull(stored("tier"));
        assertNull(stored("region"));
        assertEquals(1, build.lines().size());
    }

    @Test
    void differentValueIsAWarningThatShowsNone() throws Exception {
        OddAnswers.answerOnce(
                aha,
                "{\"custom_object_record\":{\"id\":\"" + contoso
                        + "\",\"custom_fields\":[{\"key\":\"tier\",\"value\":\"platinum\"}]}}");
        RecordedBuild other = aha.build();
        other.run("ahaUpdateRecord", Map.of("id", contoso, "fields", Map.of("tier", "silver")));
        assertEquals(
                "Warning: Aha! shows another value of field 'tier' of record " + contoso + " than the one sent.",
                other.lines().get(1));
        assertEquals(2, other.lines().size());
    }

    @Test
    void droppedFieldsAreNamedTogether() {
        AhaException dropped = assertThrows(
                AhaException.class, () -> update(new TreeMap<>(Map.of("colour", "red", "shape", "round"))));
        assertTrue(dropped.getMessage().contains("did not keep the fields 'colour', 'shape'."), dropped.getMessage());
        assertTrue(dropped.getMessage().contains(contoso));
        assertEquals(1, build.changes().size());
    }

    @Test
    void emptyAnswerIsReadAgain() throws Exception {
        aha.simulator().faults().next(Fault.EMPTY_AFTER_STORING);
        assertEquals("silver", ((Map<?, ?>) update(Map.of("tier", "silver")).get("fields")).get("tier"));
    }

    @Test
    void getGivesTheWholeRecord() throws Exception {
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, contoso, "tags", "1", Arrays.asList("a", "b"));
        Map<String, Object> record = build.record("ahaGetRecord", Map.of("id", contoso));
        assertEquals("read", record.get("outcome"));
        assertEquals("customers", record.get("table"));
        assertEquals(List.of("a", "b"), ((Map<?, ?>) record.get("fields")).get("tags"));
        assertEquals(List.of("Aha!: read customers record \"Contoso\" (" + contoso + ")"), build.lines());
        assertEquals(List.of(), build.changes());
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        for (String step : List.of("ahaGetRecord", "ahaUpdateRecord")) {
            Map<String, Object> parameters = new HashMap<>(Map.of("id", "999"));
            if (step.equals("ahaUpdateRecord")) {
                parameters.put("fields", Map.of("name", "A"));
            }
            AhaException missing = assertThrows(AhaException.class, () -> build.run(step, parameters));
            assertEquals(404, missing.getStatus());
            assertTrue(missing.getMessage().contains("record 999"), missing.getMessage());
        }
        assertEquals(List.of(), build.changes());
    }
}
