package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a form can ask: products, releases, fields, options, and whose key it is. */
class DiscoveryTest {
    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final SimulatorState state = session.simulator().state();

    private JsonNode get(String path) throws Exception {
        return session.get("/api/v1" + path).json();
    }

    private static JsonNode with(JsonNode list, String key, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path(key).asText().equals(value))
                .findFirst()
                .orElse(new ObjectMapper().missingNode());
    }

    @Test
    void productsAndLines() throws Exception {
        state.seedProductLine("131414753", "LINE", "Product line");
        JsonNode products = get("/products?page=1&per_page=200");
        JsonNode first = products.path("products").path(0);
        assertEquals("131414752", first.path("id").asText());
        assertEquals("PRJ1", first.path("reference_prefix").asText());
        assertEquals("Project 1", first.path("name").asText());
        assertFalse(first.path("product_line").asBoolean(true));
        assertEquals("product_workspace", first.path("workspace_type").asText());
        assertEquals("http://company.aha.io/projects/PRJ1", first.path("url").asText());
        assertTrue(products.path("products").path(1).path("product_line").asBoolean());
        assertEquals(2, products.path("pagination").path("total_records").asInt());
        assertEquals(1, get("/products?page=2&per_page=1").path("products").size());
        assertTrue(get("/products/LINE").path("product").path("product_line").asBoolean());
    }

    @Test
    void releasesOfAProduct() throws Exception {
        state.seedProduct("131414753", "PRJ2", "Project 2");
        state.seed(RecordKind.RELEASE, "5", "PRJ2", "PRJ2-R-1", "Other", null);
        JsonNode releases = get("/products/PRJ1/releases?per_page=200");
        assertEquals(2, releases.path("releases").size());
        JsonNode first = releases.path("releases").path(0);
        assertEquals("PRJ1-R-1", first.path("reference_num").asText());
        assertEquals("131414752", first.path("product_id").asText());
        assertEquals("2019-01-31", first.path("release_date").asText());
        assertFalse(first.path("parking_lot").asBoolean(true));
        assertFalse(first.has("released"), "only the release itself says so");
        assertEquals(
                "http://company.aha.io/releases/PRJ1-R-1", first.path("url").asText());
        assertEquals(404, session.get("/api/v1/products/PRJ9/releases").status());
    }

    @Test
    void productListsTheFieldsOfEachKind() throws Exception {
        JsonNode screens = get("/products/PRJ1").path("product").path("screen_definitions");
        JsonNode feature = with(screens, "screenable_type", "Feature").path("custom_field_definitions");
        JsonNode link = with(feature, "key", "customers");
        assertEquals("Customers", link.path("name").asText());
        assertEquals("CustomFieldDefinitions::LinkMany", link.path("type").asText());
        assertEquals("array", link.path("api_type").asText());
        JsonNode day = with(feature, "key", "expected_completion_date");
        assertEquals("CustomFieldDefinitions::DateField", day.path("type").asText());
        assertEquals("date", day.path("api_type").asText());
        assertTrue(with(screens, "screenable_type", "Project").isObject());
        assertTrue(with(screens, "screenable_type", "Ideas::Idea").isObject());
        assertTrue(with(screens, "screenable_type", "CustomObjectRecord").isMissingNode());
    }

    @Test
    void definitionsComeAllAtOnceWithoutTheirTable() throws Exception {
        state.table("customers").choice("tier", "Tier", FieldType.STRING, "gold", "silver");
        JsonNode all = get("/custom_field_definitions?per_page=1");
        assertFalse(all.has("pagination"));
        JsonNode tier = with(all.path("custom_field_definitions"), "key", "tier");
        assertEquals("CustomFieldDefinitions::SelectConstant", tier.path("type").asText());
        assertEquals("CustomObjectRecord", tier.path("custom_fieldable_type").asText());
        assertTrue(tier.has("internal_name"));
        JsonNode options = get("/custom_field_definitions/" + tier.path("id").asText() + "/options");
        assertEquals("gold", options.path("options").path(0).path("text").asText());
        assertEquals(
                state.table("customers").optionId("tier", "gold"),
                options.path("options").path(0).path("value").asText());
        assertEquals(
                404, session.get("/api/v1/custom_field_definitions/1/options").status());
    }

    @Test
    void recordsAreByTheUserOfTheKey() throws Exception {
        session.simulator().token("example-token", AhaUser.JOHN_SMITH).token("other");
        JsonNode me = get("/me").path("user");
        assertEquals(AhaUser.JOHN_SMITH.id(), me.path("id").asText());
        assertEquals("PRJ1", state.record(RecordKind.PRODUCT, "PRJ1").reference());
        assertEquals(
                "131414752", me.path("product_roles").path(0).path("product_id").asText());
        assertEquals(
                "Project 1",
                me.path("product_roles").path(0).path("product_name").asText());
        JsonNode made = session.post(CUSTOMERS, "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}")
                .json();
        assertEquals(
                AhaUser.JOHN_SMITH.id(),
                made.path("custom_object_record")
                        .path("created_by_user")
                        .path("id")
                        .asText());
        session.header("Authorization", "Bearer other");
        assertEquals(
                AhaUser.MARY_HUMPTY.id(), get("/me").path("user").path("id").asText());
        String seeded = state.seedRecord(AhaUser.JOHN_SMITH, "PRJ1", "customers", Map.of("name", "y"));
        assertEquals(
                AhaUser.JOHN_SMITH,
                state.record(RecordKind.CUSTOM_OBJECT_RECORD, seeded).createdBy());
    }

    @Test
    void ideaOrganizationTakesLinks() throws Exception {
        String path = "/api/v1/idea_organizations/ACCOUNT-O-123";
        String body = "{\"idea_organization\":{\"custom_object_links\":{\"customers\":[\"640362830\"]}}}";
        JsonNode answer = session.put(path, body).json().path("idea_organization");
        assertEquals("ACCOUNT-O-123", answer.path("reference_num").asText());
        assertEquals(
                "http://company.aha.io/ideas/idea_organizations/ACCOUNT-O-123",
                answer.path("url").asText());
        assertFalse(answer.has("product_id"), "it is the account's");
        assertEquals(List.of("640362830"), state.links(RecordKind.IDEA_ORGANIZATION, "ACCOUNT-O-123", "customers"));
    }

    @Test
    void planWithoutCustomTablesDoesNotKnowTheirPaths() throws Exception {
        session.simulator().settings().customTables(false);
        SimulatorSession.Reply reply = session.get(CUSTOMERS);
        assertEquals(404, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/html"));
        assertEquals(200, session.get("/api/v1/products/PRJ1").status());
    }
}
