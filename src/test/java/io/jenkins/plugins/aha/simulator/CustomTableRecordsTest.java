package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomTableRecordsTest {
    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final SimulatorState state = session.simulator().state();

    @BeforeEach
    void start() throws Exception {
        state.table("customers")
                .field("seats", "Seats", FieldType.NUMBER)
                .field("since", "Since", FieldType.DATE)
                .field("labels", "Labels", FieldType.ARRAY)
                .field("remarks", "Remarks", FieldType.NOTE);
    }

    private static String fields(String json) {
        return "{\"custom_object_record\":{\"custom_fields\":" + json + "}}";
    }

    private static JsonNode field(JsonNode record, String key) {
        for (JsonNode field : record.path("custom_fields")) {
            if (field.path("key").asText().equals(key)) {
                return field;
            }
        }
        return null;
    }

    @Test
    void createdRecordIsStoredAndReadable() throws Exception {
        SimulatorSession.Reply created = session.post(CUSTOMERS, fields("{\"name\":\"New\"}"));
        assertEquals(200, created.status());
        JsonNode id = created.json().path("custom_object_record").path("id");
        assertTrue(id.isTextual() && id.asLong() > 1L << 53, id.toString());
        assertEquals(3, state.records("131414752", "customers").size());
        assertEquals("New", state.records("PRJ1", "customers").get(2).text("name"));
        JsonNode read = session.get("/api/v1/custom_object_records/" + id.asText())
                .json()
                .path("custom_object_record");
        assertEquals("New", field(read, "name").path("value").asText());
        assertEquals(3, read.path("custom_object_links").size());
    }

    @Test
    void updateIsPartialAndTouchesUpdatedAt() throws Exception {
        session.pass(Duration.ofMillis(61_005));
        JsonNode answer =
                session.put(ACME, fields("{\"name\":\"Acme 2\"}")).json().path("custom_object_record");
        assertEquals("www.acme.com", field(answer, "website").path("value").asText());
        assertEquals("262515157", field(answer, "name").path("id").asText());
        assertEquals("2019-01-01T00:01:01.005Z", answer.path("updated_at").asText());
        assertEquals("2019-01-01T00:00:00.000Z", answer.path("created_at").asText());
        assertEquals(
                "2019-01-01T00:01:01Z", field(answer, "name").path("updatedAt").asText());
        assertEquals(
                "2019-01-01T00:00:00Z",
                field(answer, "website").path("updatedAt").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void clearedFieldIsLeftOut(String cleared) throws Exception {
        JsonNode answer =
                session.put(ACME, fields("{\"website\":" + cleared + "}")).json();
        assertNull(field(answer.path("custom_object_record"), "website"));
        assertNull(state.record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830").text("website"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seats | 300 | number | \"300.0\"",
                "seats | \"40.50\" | number | \"40.5\"",
                "since | \"2024-02-29\" | date | \"2024-02-29\"",
                "labels | [\"a\",\"b,c\"] | array | [\"a\",\"b,c\"]",
                "remarks | \"<p>x</p>\" | note | \"<p>x</p>\"",
                "website | \"acme.com\" | url | \"acme.com\""
            })
    void valuesAreAnsweredByTheTypeOfTheField(String key, String written, String type, String answered)
            throws Exception {
        JsonNode answer =
                session.put(ACME, fields("{\"" + key + "\":" + written + "}")).json();
        JsonNode field = field(answer.path("custom_object_record"), key);
        assertEquals(type, field.path("type").asText());
        assertEquals(answered, field.path("value").toString());
        assertEquals(type.equals("note"), field.has("body"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"seats\":\"many\"}", "{\"since\":\"01.02.2024\"}", "{\"labels\":\"a\"}", "{\"name\":[\"a\"]}"
            })
    void valueOfTheWrongTypeIsUnprocessable(String fields) throws Exception {
        List<StoredRecord> before = state.snapshot();
        assertEquals(422, session.put(ACME, fields(fields)).status());
        assertEquals(before, state.snapshot());
    }

    @Test
    void unknownFieldIsDroppedOrRefused() throws Exception {
        String body = fields("{\"name\":\"Acme 2\",\"nmae\":\"x\"}");
        JsonNode answer = session.put(ACME, body).json().path("custom_object_record");
        assertNull(field(answer, "nmae"));
        assertEquals("Acme 2", field(answer, "name").path("value").asText());
        session.simulator().settings().unknownFields(OnUnknown.REJECTED);
        SimulatorSession.Reply refused = session.post(CUSTOMERS, body);
        assertEquals(422, refused.status());
        assertEquals("Unknown custom field: nmae", refused.json().path("error").asText());
        assertEquals(2, state.records("PRJ1", "customers").size());
    }

    @Test
    void idsMayAllBeNumbers() throws Exception {
        session.simulator().settings().idForm(IdForm.NUMBERS);
        JsonNode answer =
                session.post(CUSTOMERS, fields("{\"name\":\"New\"}")).json().path("custom_object_record");
        assertTrue(answer.path("id").isLong());
        assertEquals(
                state.records("PRJ1", "customers").get(2).id(),
                answer.path("id").asText());
        assertTrue(answer.path("custom_fields").path(0).path("id").isLong());
        assertTrue(answer.path("product_id").isNumber());
        assertTrue(answer.path("created_by_user").path("id").isNumber());
    }

    @Test
    void deletedRecordIsGoneEverywhere() throws Exception {
        SimulatorSession.Reply deleted = session.delete(ACME);
        assertEquals(204, deleted.status());
        assertEquals("", deleted.text());
        assertEquals(404, session.get(ACME).status());
        assertEquals(404, session.put(ACME, fields("{\"name\":\"x\"}")).status());
        assertEquals(404, session.delete(ACME).status());
        assertEquals(
                1,
                session.get(CUSTOMERS)
                        .json()
                        .path("pagination")
                        .path("total_records")
                        .asInt());
        assertEquals(List.of(), state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue"));
    }

    @Test
    void anotherTableOfTheProductIsAnotherList() throws Exception {
        JsonNode list = session.get(CUSTOMERS.replace("customers", "partners")).json();
        assertEquals(
                "1059223798",
                list.path("custom_object_records").path(0).path("id").asText());
        assertEquals(
                "partners",
                list.path("custom_object_records").path(0).path("key").asText());
        JsonNode incoming = list.path("custom_object_records")
                .path(0)
                .path("linked_records")
                .path(0);
        assertEquals("CustomObjectRecord", incoming.path("record_type").asText());
        assertEquals("Custom Table Linked Records", incoming.path("name").asText());
        assertEquals("640362830", incoming.path("record_id").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/products/PRJ1/custom_objects/nowhere/records",
                "/api/v1/products/PRJ2/custom_objects/customers/records",
                "/api/v1/products/prj1/custom_objects/customers/records"
            })
    void unknownTableOrProductIsNotFound(String path) throws Exception {
        assertEquals(404, session.get(path).status());
        assertEquals(404, session.post(path, fields("{\"name\":\"x\"}")).status());
    }

    @Test
    void pathPartsAreDecoded() throws Exception {
        state.table("big customers").field("name", "Name", FieldType.STRING);
        state.seedRecord("PRJ1", "big customers", Map.of("name", "Big"));
        JsonNode list =
                session.get(CUSTOMERS.replace("customers", "big%20customers")).json();
        assertEquals(1, list.path("pagination").path("total_records").asInt());
        assertFalse(
                list.path("custom_object_records").path(0).path("custom_fields").isEmpty());
    }
}
