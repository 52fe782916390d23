package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    private static final String RENAME = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic secret", "secret"})
    void wrongTokenIsUnauthorizedAsHtml(String authorization) throws Exception {
        session.simulator().token("secret");
        SimulatorSession.Reply reply =
                session.header("Authorization", authorization).get(ACME);
        assertEquals(401, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/html"));
        assertTrue(reply.text().startsWith("<!DOCTYPE html>"));
    }

    @Test
    void rightTokenIsLetInAndMissingOneIsNot() throws Exception {
        session.simulator().token("secret");
        assertEquals(
                200, session.header("Authorization", "Bearer secret").get(ACME).status());
        assertEquals(401, session.header("Authorization", null).get(ACME).status());
    }

    @Test
    void anyTokenButNoneIsLetInWhileNoneIsDeclared() throws Exception {
        assertEquals(
                200,
                session.header("Authorization", "Bearer whatever").get(ACME).status());
        assertEquals(401, session.header("Authorization", null).get(ACME).status());
    }

    @Test
    void readOnlyTokenReadsAndDoesNotWrite() throws Exception {
        session.simulator().token("writer").readOnlyToken("reader");
        List<StoredRecord> before = session.simulator().state().snapshot();
        session.header("Authorization", "Bearer reader");
        assertEquals(200, session.get(ACME).status());
        assertEquals(403, session.put(ACME, RENAME).status());
        assertEquals(403, session.post(CUSTOMERS, RENAME).status());
        assertEquals(403, session.delete(ACME).status());
        assertEquals(before, session.simulator().state().snapshot());
        assertEquals(
                200,
                session.header("Authorization", "Bearer writer")
                        .put(ACME, RENAME)
                        .status());
    }

    @Test
    void recordMayBeForbidden() throws Exception {
        session.simulator().state().forbid("640362830");
        assertEquals(403, session.get(ACME).status());
        assertEquals(200, session.get("/api/v1/custom_object_records/8397122").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features/prj1-1",
                "features/PRJ1-99",
                "releases/1",
                "products/prj1",
                "custom_object_records/ACME"
            })
    void unknownOrLowerCaseReferenceIsNotFound(String path) throws Exception {
        SimulatorSession.Reply reply = session.get("/api/v1/" + path);
        assertEquals(404, reply.status());
        assertEquals("{\"error\":\"Record not found\"}", reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing/1",
        "GET, /api/v1/features",
        "GET, /",
        "GET, /api/v2/features/PRJ1-1",
        "PUT, /api/v1/products/PRJ1/custom_objects/customers/records",
        "DELETE, /api/v1/features/PRJ1-1",
        "POST, /api/v1/features/PRJ1-1"
    })
    void unknownPathIsNotFoundAsHtml(String method, String path) throws Exception {
        SimulatorSession.Reply reply = session.send(method, path, "{}");
        assertEquals(404, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{oops",
                "",
                "[]",
                "{\"record\":{\"custom_fields\":{\"name\":\"x\"}}}",
                "{\"custom_object_record\":{}}",
                "{\"custom_object_record\":{\"custom_fields\":[{\"key\":\"name\",\"value\":\"x\"}]}}",
                "{\"custom_object_record\":{\"custom_object_links\":[]}}",
                "{\"custom_object_record\":{\"custom_object_links\":{\"custom_table_name_link_many\":\"1\"}}}"
            })
    void malformedBodyIsRefused(String body) throws Exception {
        List<StoredRecord> before = session.simulator().state().snapshot();
        assertEquals(400, session.put(ACME, body).status());
        assertEquals(400, session.post(CUSTOMERS, body).status());
        assertEquals(before, session.simulator().state().snapshot());
    }

    @Test
    void bodyThatIsNotSaidToBeJsonIsRefused() throws Exception {
        assertEquals(
                400,
                session.header("Content-Type", "text/plain").put(ACME, RENAME).status());
        assertEquals(400, session.header("Content-Type", null).put(ACME, RENAME).status());
    }

    @Test
    void ideasTakeCustomFieldsAsAList() throws Exception {
        String body = "{\"idea\":{\"custom_fields\":[{\"key\":\"text_field1\",\"value\":\"Oslo\"}]}}";
        assertEquals(200, session.put("/api/v1/ideas/PRJ1-I-1", body).status());
        StoredRecord idea = session.simulator().state().record(RecordKind.IDEA, "PRJ1-I-1");
        assertEquals("Oslo", idea.text("text_field1"));
        assertEquals("Rennes", idea.text("text_field2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR | {\"error\":\"Record not found\"}",
                "MESSAGE | {\"message\":\"Record not found\"}",
                "ERRORS_OBJECT | {\"errors\":{\"message\":\"Record not found\"}}",
                "ERRORS_LIST | {\"errors\":[{\"message\":\"Record not found\"}]}",
                "ERRORS_TEXTS | {\"errors\":[\"Record not found\"]}",
                "EMPTY | ''"
            })
    void errorHasTheShapeOfTheSwitch(ErrorShape shape, String body) throws Exception {
        session.simulator().settings().errorShape(shape);
        SimulatorSession.Reply reply = session.get("/api/v1/features/PRJ1-99");
        assertEquals(404, reply.status());
        assertEquals(body, reply.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR | {\"error\":\"Since must be a date\"}",
                "ERRORS_BY_FIELD | {\"errors\":{\"since\":[\"must be a date\"]}}",
                "ERRORS_BY_CUSTOM_FIELD | {\"errors\":{\"custom_fields\":{\"since\":[\"must be a date\"]}}}",
                "ERRORS_WITH_ATTRIBUTE | {\"errors\":[{\"attribute\":\"since\",\"message\":\"must be a date\"}]}",
                "ERRORS_WITH_DETAILS | {\"errors\":{\"message\":\"Validation failed\","
                        + "\"details\":[{\"field\":\"since\",\"message\":\"must be a date\"}]}}",
                "ERRORS_PAIRS | {\"errors\":[[\"since\",\"must be a date\"]]}",
                "JSON_API | {\"errors\":[{\"title\":\"Invalid\",\"source\":{\"pointer\":\"/data/attributes/since\"},"
                        + "\"detail\":\"must be a date\"}]}",
                "ERROR_OBJECT | {\"error\":{\"code\":422,\"field\":\"since\",\"message\":\"must be a date\"}}"
            })
    void refusalNamesTheFieldInTheShapeOfTheSwitch(ErrorShape shape, String body) throws Exception {
        session.simulator().state().table("customers").field("since", "Since", FieldType.DATE);
        session.simulator().settings().errorShape(shape);
        SimulatorSession.Reply reply = session.put(ACME, RENAME.replace("name", "since"));
        assertEquals(422, reply.status());
        assertEquals(body, reply.text());
    }

    @Test
    void errorMayBeHtml() throws Exception {
        session.simulator().settings().errorShape(ErrorShape.HTML);
        SimulatorSession.Reply reply = session.put(ACME, "{oops");
        assertEquals(400, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/html"));
        assertTrue(reply.text().contains("problem in the JSON"));
    }

    @Test
    void meTellsUserRolesAndAccount() throws Exception {
        JsonNode user = session.get("/api/v1/me").json().path("user");
        assertEquals("1020675218", user.path("id").asText());
        assertEquals("Mary Humpty", user.path("name").asText());
        assertEquals("no-reply@aha.io", user.path("email").asText());
        assertEquals(
                "131414752",
                user.path("product_roles").path(0).path("product_id").asText());
        assertEquals(
                "company",
                user.path("accounts").path(0).path("account").path("domain").asText());
        assertEquals(
                401, session.header("Authorization", null).get("/api/v1/me").status());
    }
}
