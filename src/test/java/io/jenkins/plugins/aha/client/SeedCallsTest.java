package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.RecordPage;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the 13 calls of Aha!'s two documents goes over the wire as the document shows it. */
class SeedCallsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    private static JsonNode example(String file) throws IOException {
        try (InputStream in = SeedCallsTest.class.getResourceAsStream("/io/jenkins/plugins/aha/seeds/" + file)) {
            return MAPPER.readTree(in);
        }
    }

    private SeenRequest assertSentAs(String file) throws IOException {
        JsonNode example = example(file);
        SeenRequest seen = aha.onlyRequest();
        assertEquals(example.path("method").asText(), seen.method());
        assertEquals(example.path("path").asText(), seen.rawPath());
        assertEquals(List.of("application/json"), seen.headers().get("accept"));
        assertEquals(List.of("application/json"), seen.headers().get("content-type"));
        assertEquals(List.of("Bearer " + SimulatedAha.TOKEN), seen.headers().get("authorization"));
        assertEquals("aha-test/1 (qa@example.org)", seen.header("User-Agent"));
        JsonNode body = example.path("requestBody");
        assertEquals(body.isNull() ? MAPPER.missingNode() : body, MAPPER.readTree(seen.body()));
        return seen;
    }

    @Test
    void create() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "Major conglomerate");
        fields.put("website", "www.conglom.com");
        aha.simulator.state().giveIds("6776757454428589549");
        CustomTableRecord created = aha.create(fields);
        assertNull(assertSentAs("01-create-a-custom-table-record.json").rawQuery());
        assertEquals("6776757454428589549", created.id());
        assertEquals(fields, created.fields());
    }

    @Test
    void list() throws Exception {
        RecordPage<CustomTableRecord> page = aha.client.list("PRJ1", "customers", null, 1, 200);
        SeenRequest seen = assertSentAs("02-list-records-in-a-custom-table-for-a-product.json");
        assertEquals("page=1&per_page=200", seen.rawQuery());
        assertEquals(
                List.of("8397122", SimulatedAha.ACME),
                page.items().stream().map(CustomTableRecord::id).toList());
        assertEquals(1, page.totalPages());
    }

    @Test
    void get() throws Exception {
        CustomTableRecord record = aha.client.get(SimulatedAha.ACME);
        assertSentAs("03-get-a-specific-custom-table-record.json");
        assertEquals(Map.of("name", "Acme Corp", "website", "www.acme.com"), record.fields());
        assertEquals(List.of("1059223798"), record.links().get("custom_table_name_link_many"));
        assertEquals("131414752", record.productId());
        assertEquals("customers", record.table());
        assertEquals("Mary Humpty", record.createdBy().get("name"));
        assertEquals(
                Map.of("key", "customers", "name", "Customers", "recordType", "Ideas::Idea", "recordId", "162120796"),
                record.linkedRecords().get(0));
    }

    @Test
    void update() throws Exception {
        Map<String, Object> fields = Map.of("name", "Acme parent corp", "website", "www.acmeparent.com");
        CustomTableRecord record = aha.client.update(SimulatedAha.ACME, fields);
        assertNull(assertSentAs("04-update-a-custom-table-record.json").rawQuery());
        assertEquals(fields, record.fields());
    }

    @Test
    void delete() throws Exception {
        aha.client.delete(SimulatedAha.ACME);
        SeenRequest seen = assertSentAs("05-delete-a-custom-table-record.json");
        assertEquals("0", seen.header("Content-Length"));
        assertEquals(204, seen.status());
    }

    @ParameterizedTest
    @CsvSource({
        "06-create-a-custom-table-record-link-associated-with-a-product, PRODUCT, PRJ1",
        "07-create-a-custom-table-record-link-associated-with-a-release, RELEASE, PRJ1-R-1",
        "08-create-a-custom-table-record-link-associated-with-a-feature, FEATURE, PRJ1-1",
        "09-create-a-custom-table-record-link-associated-with-a-requirement, REQUIREMENT, PRJ1-1-1",
        "10-create-a-custom-table-record-link-associated-with-an-idea, IDEA, PRJ1-I-1",
        "11-create-a-custom-table-record-link-associated-with-an-initiative, INITIATIVE, 423077122",
        "12-create-a-custom-table-record-link-associated-with-a-goal, GOAL, 602095703",
    })
    void link(String file, Kind kind, String id) throws Exception {
        aha.client.replaceLinks(new Reference(kind, id), "customers", List.of(SimulatedAha.ACME));
        assertSentAs(file + ".json");
        Map<String, List<String>> links =
                aha.client.links(new Reference(kind, id)).fields();
        assertEquals(List.of(SimulatedAha.ACME), links.get("customers"));
    }

    @Test
    void linkBetweenRecords() throws Exception {
        Map<String, List<String>> answered = aha.client.replaceLinks(
                Reference.toRecord(SimulatedAha.ACME), "custom_table_name_submitters", List.of("136661093"));
        assertSentAs("13-link-custom-table-records-to-another-custom-table-record.json");
        assertEquals(List.of("136661093"), answered.get("custom_table_name_submitters"));
        assertEquals(List.of("1059223798"), answered.get("custom_table_name_link_many"));
    }
}
