package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    private static final String IDEA = "/api/v1/ideas/PRJ1-I-1";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final SimulatorState state = session.simulator().state();

    private static String links(String envelope, String field, String list) {
        return "{\"" + envelope + "\":{\"custom_object_links\":{\"" + field + "\":" + list + "}}}";
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT, PRJ1, 131414752, Project",
        "RELEASE, PRJ1-R-1, 278327321, Release",
        "FEATURE, PRJ1-1, 1007868956, Feature",
        "REQUIREMENT, PRJ1-1-1, 483368544, Requirement",
        "IDEA, PRJ1-I-1, 58056975, Ideas::Idea",
        "INITIATIVE, PRJ1-S-1, 423077122, Initiative",
        "GOAL, DEMOENT-G-1, 602095703, StrategicImperative",
        "EPIC, PRJ1-E-1, 999605892, Epic"
    })
    void everyKindIsLinkedByReferenceOrIdAndSeenFromTheRecord(RecordKind kind, String reference, String id, String type)
            throws Exception {
        String path = "/api/v1/" + kind.path() + "/";
        assertEquals(
                200,
                session.put(path + reference, links(kind.envelope(), "customers", "[\"8397122\"]"))
                        .status());
        assertEquals(List.of("8397122"), state.links(kind, id, "customers"));
        JsonNode read = session.get(path + id).json().path(kind.envelope());
        assertEquals(
                "8397122",
                read.path("custom_object_links")
                        .path(0)
                        .path("record_ids")
                        .path(0)
                        .asText());
        JsonNode incoming = session.get("/api/v1/custom_object_records/8397122")
                .json()
                .path("custom_object_record")
                .path("linked_records");
        assertEquals(1, incoming.size());
        assertEquals(type, incoming.path(0).path("record_type").asText());
        assertEquals(id, incoming.path(0).path("record_id").asText());
    }

    @Test
    void namedListIsReplacedAndOthersStay() throws Exception {
        session.put(IDEA, links("idea", "revenue", "[8397122,\"640362830\",8397122,\"\"]"));
        assertEquals(List.of("8397122", "640362830"), state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue"));
        session.put(IDEA, links("idea", "revenue", "[\"8397122\"]"));
        assertEquals(List.of("8397122"), state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue"));
        assertEquals(List.of("640362830"), state.links(RecordKind.IDEA, "PRJ1-I-1", "submitters"));
    }

    @ParameterizedTest
    @CsvSource({
        "BLANK_STRING_ONLY, '[\"\"]', true",
        "BLANK_STRING_ONLY, [], false",
        "BLANK_STRING_ONLY, null, false",
        "EMPTY_ARRAY_ONLY, '[\"\"]', false",
        "EMPTY_ARRAY_ONLY, [], true",
        "BOTH, '[\"\"]', true",
        "BOTH, [], true",
        "BOTH, null, false"
    })
    void listIsEmptiedAsTheSwitchSays(EmptyingLinks emptying, String list, boolean emptied) throws Exception {
        session.simulator().settings().emptyingLinks(emptying);
        assertEquals(200, session.put(IDEA, links("idea", "revenue", list)).status());
        List<String> left = state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue");
        assertEquals(emptied ? List.of() : List.of("640362830"), left);
    }

    @Test
    void blankStringIsWhatEmptiesUnlessSet() throws Exception {
        session.put(IDEA, links("idea", "revenue", "[]"));
        assertEquals(1, state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue").size());
        session.put(IDEA, links("idea", "revenue", "[\"\"]"));
        assertEquals(0, state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue").size());
        assertEquals(
                1,
                session.get(IDEA)
                        .json()
                        .path("idea")
                        .path("custom_object_links")
                        .size());
    }

    @Test
    void kindsWithoutLinksHaveNoKeyAndTableRecordsHaveAllFields() throws Exception {
        assertFalse(
                session.get("/api/v1/features/PRJ1-1").json().path("feature").has("custom_object_links"));
        JsonNode record =
                session.get("/api/v1/custom_object_records/8397122").json().path("custom_object_record");
        assertEquals(3, record.path("custom_object_links").size());
        assertTrue(record.path("custom_object_links").path(0).path("record_ids").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "AS_IN_DOCUMENTS, true, 0, false, true, 3",
        "ALWAYS, true, 3, true, true, 3",
        "MISSING, false, 0, false, false, 0"
    })
    void answersToWritesTellLinksAsTheSwitchSays(
            LinksInAnswers links, boolean createShows, int created, boolean productShows, boolean linkShows, int linked)
            throws Exception {
        session.simulator().settings().linksInAnswers(links);
        JsonNode plain = session.post(CUSTOMERS, "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}")
                .json()
                .path("custom_object_record");
        assertEquals(createShows, plain.has("custom_object_links"));
        assertEquals(created, plain.path("custom_object_links").size());
        JsonNode product = session.put("/api/v1/products/PRJ1", links("product", "customers", "[\"640362830\"]"))
                .json();
        assertEquals(productShows, product.path("product").has("custom_object_links"));
        JsonNode record = session.put(
                        ACME, links("custom_object_record", "custom_table_name_submitters", "[136661093]"))
                .json()
                .path("custom_object_record");
        assertEquals(linkShows, record.has("custom_object_links"));
        assertEquals(linked, record.path("custom_object_links").size());
        assertTrue(session.get("/api/v1/products/PRJ1").json().path("product").has("custom_object_links"));
    }

    @Test
    void unknownIdsAreDroppedOrRefused() throws Exception {
        session.put(IDEA, links("idea", "customers", "[\"999\",\"8397122\"]"));
        assertEquals(List.of("8397122"), state.links(RecordKind.IDEA, "PRJ1-I-1", "customers"));
        session.simulator().settings().unknownLinkIds(OnUnknown.REJECTED);
        SimulatorSession.Reply refused = session.put(IDEA, links("idea", "customers", "[\"999\",\"640362830\"]"));
        assertEquals(422, refused.status());
        assertTrue(refused.text().contains("999"));
        assertEquals(List.of("8397122"), state.links(RecordKind.IDEA, "PRJ1-I-1", "customers"));
    }

    @Test
    void recordOfAnotherTableIsUnknownToAFieldOfOneTable() throws Exception {
        state.screen(RecordKind.IDEA).link(new ScreenDefinition.LinkField("buyers", "Buyers", "customers", false));
        session.put(IDEA, links("idea", "buyers", "[\"136661093\",\"640362830\"]"));
        assertEquals(List.of("640362830"), state.links(RecordKind.IDEA, "PRJ1-I-1", "buyers"));
    }

    @Test
    void unknownLinkFieldIsDroppedOrRefused() throws Exception {
        SimulatorSession.Reply dropped = session.put(IDEA, links("idea", "custmers", "[\"8397122\"]"));
        assertEquals(200, dropped.status());
        assertFalse(dropped.text().contains("8397122"));
        session.simulator().settings().unknownFields(OnUnknown.REJECTED);
        assertEquals(
                422,
                session.put(IDEA, links("idea", "custmers", "[\"8397122\"]")).status());
    }

    @Test
    void manyToOneFieldTakesOneRecord() throws Exception {
        String field = "custom_table_name_link_many_to_one";
        assertEquals(
                422,
                session.put(ACME, links("custom_object_record", field, "[136661093,1059223798]"))
                        .status());
        assertEquals(
                200,
                session.put(ACME, links("custom_object_record", field, "[136661093]"))
                        .status());
        assertEquals(List.of("136661093"), state.links(RecordKind.CUSTOM_OBJECT_RECORD, "640362830", field));
    }

    @Test
    void linksAndFieldsGoInOneWriteAndInACreate() throws Exception {
        String body = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"},"
                + "\"custom_object_links\":{\"custom_table_name_submitters\":[\"136661093\"]}}}";
        session.put(ACME, body);
        session.post(CUSTOMERS, body);
        for (StoredRecord record : state.records("PRJ1", "customers").subList(1, 3)) {
            assertEquals("x", record.text("name"));
            assertEquals(List.of("136661093"), record.linksOf("custom_table_name_submitters"));
        }
    }

    @Test
    void linkTouchesUpdatedAtUnlessSwitchedOff() throws Exception {
        session.pass(Duration.ofSeconds(1));
        session.simulator().settings().linksTouchUpdatedAt(false);
        JsonNode idea = session.put(IDEA, links("idea", "customers", "[\"8397122\"]"))
                .json()
                .path("idea");
        assertEquals("2019-01-01T00:00:00.000Z", idea.path("updated_at").asText());
        session.simulator().settings().linksTouchUpdatedAt(true);
        idea = session.put(IDEA, links("idea", "customers", "[\"640362830\"]"))
                .json()
                .path("idea");
        assertEquals("2019-01-01T00:00:01.000Z", idea.path("updated_at").asText());
    }
}
