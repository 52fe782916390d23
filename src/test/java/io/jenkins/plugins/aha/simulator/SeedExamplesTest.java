package io.jenkins.plugins.aha.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the two documents, sent to the documents' world, is answered as the document says. */
class SeedExamplesTest {
    /** What an answer about another kind than a custom table record must not leave out, where the document has it. */
    private static final List<String> MODELLED = List.of(
            "id",
            "name",
            "reference_num",
            "reference_prefix",
            "product_id",
            "created_at",
            "updated_at",
            "url",
            "resource",
            "release_id",
            "release_reference_num",
            "feature",
            "release",
            "project",
            "custom_fields",
            "custom_object_links",
            "created_by_user");

    static List<SeedExample> all() throws Exception {
        return SeedExample.all();
    }

    @Test
    void thereAreThirteenExamples() throws Exception {
        assertEquals(13, all().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersAsInTheDocument(SeedExample example) throws Exception {
        check(example, IdForm.AS_IN_DOCUMENTS, example.responseBody());
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersAsInTheDocumentButWithIdsAsStrings(SeedExample example) throws Exception {
        check(example, IdForm.STRINGS, withIdsAsStrings(example.responseBody().deepCopy()));
    }

    private static void check(SeedExample example, IdForm idForm, JsonNode expected) throws Exception {
        try (SimulatorSession session = SimulatorSession.ofDocuments()) {
            session.simulator().settings().idForm(idForm);
            session.simulator().state().giveIds("6776757454428589549", "6776757454435187338", "6776757454431187810");
            example.content()
                    .path("headers")
                    .properties()
                    .forEach(header ->
                            session.header(header.getKey(), header.getValue().asText()));
            SimulatorSession.Reply reply = session.send(example.method(), example.path(), example.requestBody());
            if (expected.isNull()) {
                assertEquals(204, reply.status());
                assertEquals("", reply.text());
                return;
            }
            assertEquals(200, reply.status());
            assertEquals("application/json; charset=utf-8", reply.header("Content-Type"));
            JsonNode answer = reply.json();
            String envelope = expected.fieldNames().next();
            if (envelope.startsWith("custom_object_record")) {
                assertEquals(expected, answer);
            } else {
                assertPartOf(expected, answer, "");
                assertModelled(expected.path(envelope), answer.path(envelope));
            }
        }
    }

    private static void assertModelled(JsonNode expected, JsonNode answer) {
        for (String key : MODELLED) {
            assertEquals(expected.has(key), answer.has(key), key);
        }
        for (String key : List.of("custom_fields", "custom_object_links", "created_by_user", "project")) {
            assertEquals(expected.path(key), answer.path(key), key);
        }
    }

    /** Whatever is answered is in the document, of the same type and with the same value. */
    private static void assertPartOf(JsonNode expected, JsonNode answer, String place) {
        if (answer.isObject()) {
            assertTrue(expected.isObject(), place);
            for (Map.Entry<String, JsonNode> entry : answer.properties()) {
                String inside = place + "/" + entry.getKey();
                assertTrue(expected.has(entry.getKey()), inside + " is not in the document");
                assertPartOf(expected.get(entry.getKey()), entry.getValue(), inside);
            }
        } else {
            assertEquals(expected, answer, place);
        }
    }

    /** Production prints as strings the ids that the documents print as numbers. */
    private static JsonNode withIdsAsStrings(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (String key : List.of("record_id", "release_id")) {
                if (object.path(key).isNumber()) {
                    object.put(key, object.path(key).asText());
                }
            }
            object.path("custom_fields")
                    .forEach(field ->
                            ((ObjectNode) field).put("id", field.path("id").asText()));
            if (object.path("record_ids") instanceof ArrayNode ids) {
                ArrayNode texts = object.putArray("record_ids");
                ids.forEach(id -> texts.add(id.asText()));
            }
        }
        json.forEach(SeedExamplesTest::withIdsAsStrings);
        return json;
    }
}
