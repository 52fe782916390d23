package io.jenkins.plugins.aha.client.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.aha.client.SimulatedAha;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Json;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What forms ask, against the account of the API's documents. */
class DiscoveryTest {
    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    private final Discovery discovery = new Discovery(aha.client, neverReadAhead -> {});

    @Test
    void productsAndLines() throws Exception {
        aha.simulator.state().seedProductLine("131414753", "LINE", "A line");
        assertEquals(
                List.of(
                        new Product("131414752", "PRJ1", "Project 1", false),
                        new Product("131414753", "LINE", "A line", true)),
                discovery.products());
        assertTrue(discovery.products().get(0).isNamed("prj1"));
        assertTrue(discovery.products().get(0).isNamed("131414752"));
        assertFalse(discovery.products().get(0).isNamed("PRJ"));
    }

    @Test
    void releasesOfAProduct() throws Exception {
        List<Release> releases = discovery.releases("PRJ1");
        assertEquals(
                List.of("PRJ1-R-1", "PRJ1-R-2"),
                releases.stream().map(Release::reference).toList());
        assertEquals("Release 1", releases.get(0).name());
        assertEquals(10, releases.get(0).day().length());
        assertEquals(null, releases.get(0).released(), "the list does not say");
        assertTrue(aha.onlyRequest().rawPath().endsWith("/products/PRJ1/releases"));
        assertEquals(
                AhaException.Reason.NOT_FOUND,
                assertThrows(AhaException.class, () -> discovery.releases("PRJ9"))
                        .getReason());
    }

    @Test
    void releasesAreListedWithoutFieldsWhereThoseAreRefused() throws Exception {
        aha.simulator.faults().next(Fault.REFUSED_WITH_SUCCESS);
        assertEquals(2, discovery.releases("PRJ1").size());
        assertEquals(2, aha.simulator.requests().size());
    }

    @Test
    void layoutsNameTheLinkFieldsOfEachKind() throws Exception {
        Layouts layouts = discovery.layouts("PRJ1");
        assertEquals(
                List.of(new FieldDefinition("customers", "Customers", "LinkMany", true)), layouts.links(Kind.RELEASE));
        assertEquals(
                List.of("customers", "revenue", "submitters"),
                layouts.links(Kind.IDEA).stream().map(FieldDefinition::key).toList());
        assertEquals(1, layouts.links(Kind.GOAL).size());
        assertEquals(List.of(), layouts.links(Kind.RECORD));
        assertTrue(layouts.fields().get(Kind.RELEASE).stream()
                .anyMatch(field -> field.key().equals("text_field") && !field.isLink()));
    }

    @Test
    void aTableShowsItsNumberAndItsFields() throws Exception {
        Table customers = discovery.table("PRJ1", "customers");
        assertEquals(2, customers.records());
        assertEquals("Name", customers.field("name").orElseThrow().name());
        assertTrue(customers.field("name").orElseThrow().seen());
        assertFalse(customers.field("name").orElseThrow().isLink());
        assertTrue(customers.field("custom_table_name_link_many").orElseThrow().isLink());
        assertTrue(customers.field("nmae").isEmpty());
        assertEquals(2, aha.simulator.requests().size(), "a page and the definitions");
    }

    @Test
    void aFieldOfAnotherTableIsOnlyDefined() throws Exception {
        aha.simulator.state().table("partners").field("level", "Level", FieldType.STRING);
        FieldDefinition level =
                discovery.table("PRJ1", "customers").field("level").orElseThrow();
        assertFalse(level.seen());
        assertEquals("Level", level.name());
    }

    @Test
    void definitionsThatTheKeyMayNotReadAreLeftOut() throws Exception {
        aha.simulator.faults().next(Fault.NONE, Fault.NOT_FOUND);
        Table customers = discovery.table("PRJ1", "customers");
        assertTrue(customers.field("name").orElseThrow().seen());
        assertTrue(customers.fields().stream().allMatch(FieldDefinition::seen));
    }

    @Test
    void recordsThatMatchWithTheirNames() throws Exception {
        assertEquals(
                List.of(new RecordName("8397122", "Zane Corp"), new RecordName("640362830", "Acme Corp")),
                discovery.records("PRJ1", "customers", null, Map.of()).names());
        assertEquals(
                List.of(new RecordName("640362830", "www.acme.com")),
                discovery
                        .records("PRJ1", "customers", "website", Map.of("name", List.of("Acme Corp", "Other")))
                        .names());
    }

    @Test
    void namesOfThings() throws Exception {
        assertEquals("Acme Corp", discovery.record(SimulatedAha.ACME).name());
        Named release = discovery.named(new Reference(Kind.RELEASE, "PRJ1-R-1"));
        assertEquals(new Named("PRJ1-R-1", "131414752", "Release 1"), release);
        assertEquals(
                "PRJ1",
                discovery.named(new Reference(Kind.PRODUCT, "131414752")).reference());
        assertEquals(3, discovery.features(new Reference(Kind.RELEASE, "PRJ1-R-1")));
        assertEquals(0, discovery.features(new Reference(Kind.RELEASE, "PRJ1-R-2")));
    }

    @Test
    void aHostileNameIsOneLine() throws Exception {
        aha.simulator
                .state()
                .seed(RecordKind.RELEASE, "5", "PRJ1", "PRJ1-R-5", "a\n\u202eb<script>" + "x".repeat(1000), null);
        String name = discovery.named(new Reference(Kind.RELEASE, "PRJ1-R-5")).name();
        assertTrue(name.startsWith("a b<script>"), name);
        assertTrue(name.length() <= 200, name);
    }

    private static JsonParser json(String text) throws IOException {
        return Json.MAPPER.createParser(text.replace('\'', '"'));
    }

    @Test
    void oddAnswersAreNoneAndFieldsWithoutKeyLeftOut() throws Exception {
        assertNull(DiscoveryJson.readProducts(json("{'products':[{'id':1}]}")));
        assertNull(DiscoveryJson.readProducts(json("{'products':[{'reference_prefix':{}}]}")));
        assertNull(DiscoveryJson.readReleases(json("{'releases':[{'name':'x'}]}")));
        assertEquals(
                true,
                DiscoveryJson.readReleases(json("{'releases':[{'reference_num':'PRJ1-R-1','released':true}]}"))
                        .items()
                        .get(0)
                        .released());
        for (String odd : List.of("", "[]", "{'product':[]}", "{'product':{'name':'x'}}")) {
            assertNull(DiscoveryJson.readNamed(json(odd), Kind.PRODUCT), odd);
        }
        assertEquals(
                "5",
                DiscoveryJson.readNamed(json("{'product':{'id':5}}"), Kind.PRODUCT)
                        .reference());
        assertNull(DiscoveryJson.readLayouts(json("{'product':[]}")));
        assertNull(DiscoveryJson.readTable(json("[]")));
        assertEquals(
                List.of("a"),
                DiscoveryJson.readTableDefinitions(
                                json("{'custom_field_definitions':[{'key':null,'custom_fieldable_type':'CustomObject'},"
                                        + "{'key':'a','custom_fieldable_type':'CustomObject'}]}"))
                        .stream()
                        .map(FieldDefinition::key)
                        .toList());
    }

    @Test
    void theTableOfARecordIsDescribedAndARecordWithoutANameIsItsId() throws Exception {
        assertEquals(2, discovery.tableOf(SimulatedAha.ACME).records());
        assertEquals("7", RecordName.of("7", Map.of("tier", ""), "tier").name());
        aha.simulator.faults().next(Fault.NONE, Fault.UNAUTHORIZED);
        assertEquals(
                AhaException.Reason.UNAUTHORIZED,
                assertThrows(AhaException.class, () -> discovery.table("PRJ1", "customers"))
                        .getReason());
    }
}
