package io.jenkins.plugins.aha.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.ListPages;
import io.jenkins.plugins.aha.client.SimulatedAha;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "PRJ1, PRODUCT, PRJ1, PRJ1",
        "PRJ1-12, FEATURE, PRJ1-12, PRJ1",
        "prj1-12-3, REQUIREMENT, PRJ1-12-3, PRJ1",
        "' Prj1-r-1 ', RELEASE, PRJ1-R-1, PRJ1",
        "PRJ1-I-7, IDEA, PRJ1-I-7, PRJ1",
        "PRJ1-S-2, INITIATIVE, PRJ1-S-2, PRJ1",
        "DEMOENT-G-1, GOAL, DEMOENT-G-1, DEMOENT",
        "PRJ1-E-5, EPIC, PRJ1-E-5, PRJ1",
        "account-o-123, IDEA_ORGANIZATION, ACCOUNT-O-123, ACCOUNT",
        "A-0, FEATURE, A-0, A"
    })
    void aReferenceTellsItsKind(String text, Kind kind, String id, String prefix) {
        assertEquals(new Reference(kind, id), Reference.parse(text, null));
        assertEquals(new Reference(kind, id), Reference.parse(text, kind));
        assertEquals(prefix, Reference.parse(text, null).prefix());
        assertEquals(
                kind.name().toLowerCase().replace('_', ' ') + " " + id,
                Reference.parse(text, null).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1A",
                "PRJ1-",
                "PRJ1-X-1",
                "PRJ1-R",
                "PRJ1-R-1-2",
                "PRJ1-1-2-3",
                "PRJ_1-1",
                "PRJ1 1",
                "ÄB-1",
                "PRJ1-R-1\nx",
                "../x",
                "123456789012345678901"
            })
    void anythingElseIsRefused(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Reference.parse(text, null));
        assertTrue(refused.getMessage().startsWith("'" + text + "' is not a reference of Aha!, such as PRJ1-12"));
    }

    @Test
    void aNumberNeedsAKind() {
        Reference reference = Reference.parse("18446744073709551615", Kind.GOAL);
        assertEquals(new Reference(Kind.GOAL, "18446744073709551615"), reference);
        assertEquals("", reference.prefix());
        assertEquals(
                "'5' is a number, which does not say what it is: give kind, one of product, release, feature,"
                        + " requirement, idea, initiative, goal, epic, idea organization, record",
                assertThrows(IllegalArgumentException.class, () -> Reference.parse("5", null))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "R-5, PRJ1-R-5",
        "i-9930, PRJ1-I-9930",
        "S-2, PRJ1-S-2",
        "G-1, PRJ1-G-1",
        "E-7, PRJ1-E-7",
        "O-5, PRJ1-O-5"
    })
    void aReferenceWithoutItsPrefixIsNoFeature(String text, String example) {
        assertEquals(
                "'" + text.toUpperCase() + "' lacks the product's prefix, as in " + example,
                assertThrows(IllegalArgumentException.class, () -> Reference.parse(text, null))
                        .getMessage());
        assertEquals(new Reference(Kind.FEATURE, text.toUpperCase()), Reference.parse(text, Kind.FEATURE));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.aha.io/features/PRJ1-12, FEATURE, PRJ1-12",
        "https://acme.aha.io/releases/prj1-r-3?tab=overview#x/y, RELEASE, PRJ1-R-3",
        "https://acme.aha.io/ideas/ideas/PRJ1-I-7/, IDEA, PRJ1-I-7",
        "https://acme.euw4.aha.io/epics/PRJ1-E-5#PRJ1-1, EPIC, PRJ1-E-5",
        "https://acme.aha.io/initiatives/PRJ1-S-2, INITIATIVE, PRJ1-S-2",
        "https://acme.aha.io/strategic_imperatives/PRJ1-G-4, GOAL, PRJ1-G-4",
        "https://acme.aha.io/ideas/idea_organizations/account-o-123, IDEA_ORGANIZATION, ACCOUNT-O-123",
        "https://acme.aha.io/idea_organizations/7101112131, IDEA_ORGANIZATION, 7101112131",
        "https://acme.aha.io/requirements/PRJ1-12-3, REQUIREMENT, PRJ1-12-3",
        "https://acme.aha.io/products/PRJ1/releases/PRJ1-R-3/details, RELEASE, PRJ1-R-3",
        "https://acme.aha.io/projects/prj1, PRODUCT, PRJ1",
        "https://acme.aha.io/releases/6776757454428589549, RELEASE, 6776757454428589549",
        "' HTTP://127.0.0.1:9901/api/v1/custom_object_records/5 ', RECORD, 5"
    })
    void thePageOfAThingNamesIt(String address, Kind kind, String id) {
        assertEquals(new Reference(kind, id), Reference.parse(address, null));
        assertEquals(new Reference(kind, id), Reference.parse(address, kind));
        assertThrows(
                IllegalArgumentException.class,
                () -> Reference.parse(address, kind == Kind.GOAL ? Kind.EPIC : Kind.GOAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.aha.io",
                "https://",
                "https://acme.aha.io/",
                "https://acme.aha.io/features",
                "https://acme.aha.io/products/PRJ1/feature_cards",
                "https://acme.aha.io/products/PRJ1/feature_cards?feature=PRJ1-12",
                "https://acme.aha.io/key_results/PRJ1-G-1-KR-1",
                "https://acme.aha.io/features/new",
                "https://acme.aha.io/features/a b"
            })
    void otherPagesAreRefused(String address) {
        assertEquals(
                "'" + address + "' is not the address of a page of Aha! to which records can be linked, such as"
                        + " https://acme.aha.io/features/PRJ1-12",
                assertThrows(IllegalArgumentException.class, () -> Reference.parse(address, null))
                        .getMessage());
    }

    @Test
    void aKindMustNotContradict() {
        assertEquals(
                "'PRJ1-R-1' is the reference of a release, not of a feature as kind says",
                assertThrows(IllegalArgumentException.class, () -> Reference.parse("prj1-r-1", Kind.FEATURE))
                        .getMessage());
    }

    @Test
    void kindsByTheirLabels() {
        assertEquals(
                List.of(
                        "product",
                        "release",
                        "feature",
                        "requirement",
                        "idea",
                        "initiative",
                        "goal",
                        "epic",
                        "idea organization",
                        "record"),
                Kind.labels());
        assertEquals(Optional.of(Kind.RECORD), Kind.labelled(" Record "));
        assertEquals(Optional.empty(), Kind.labelled("records"));
        assertEquals(new Reference(Kind.RECORD, "5"), Reference.toRecord("5"));
    }

    @Test
    void everyKindIsReadAndLinkedAtItsOwnAddress() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            for (String text : List.of("PRJ1-E-1", "PRJ1-3", "PRJ1-I-1")) {
                Reference target = Reference.parse(text, null);
                aha.client.replaceLinks(target, "customers", List.of("8397122"));
                assertEquals(List.of("8397122"), aha.client.links(target).links("customers"));
            }
            assertEquals(
                    "/api/v1/epics/PRJ1-E-1", aha.simulator.requests().get(0).rawPath());
            ListPages<Reference> features = aha.client.features(Reference.parse("PRJ1-R-1", null));
            assertEquals(
                    List.of("PRJ1-1", "PRJ1-2", "PRJ1-3"),
                    List.of(
                            features.next().id(),
                            features.next().id(),
                            features.next().id()));
            assertNull(features.next());
            assertEquals("page=1&per_page=200", aha.simulator.requests().get(6).rawQuery());
            assertEquals(
                    "/api/v1/releases/PRJ1-R-1/features",
                    aha.simulator.requests().get(6).rawPath());
            assertTrue(aha.client.me().name().length() > 0);
        }
    }
}
