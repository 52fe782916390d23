package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "PRJ1, PRODUCT, PRJ1, PRJ1", "PRJ1-12, FEATURE, PRJ1-12, PRJ1", "prj1-12-3, REQUIREMENT, PRJ1-12-3, PRJ1",
        "' Prj1-r-1 ', RELEASE, PRJ1-R-1, PRJ1", "PRJ1-I-7, IDEA, PRJ1-I-7, PRJ1",
                "PRJ1-S-2, INITIATIVE, PRJ1-S-2, PRJ1",
        "DEMOENT-G-1, GOAL, DEMOENT-G-1, DEMOENT", "PRJ1-E-5, EPIC, PRJ1-E-5, PRJ1", "A-0, FEATURE, A-0, A"
    })
    void aReferenceTellsItsKind(String text, Kind kind, String id, String prefix) {
        assertEquals(new Reference(kind, id), Reference.parse(text, null));
        assertEquals(new Reference(kind, id), Reference.parse(text, kind));
        assertEquals(prefix, Reference.parse(text, null).prefix());
        assertEquals(
                kind.name().toLowerCase() + " " + id,
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
                "'5' is a number, which does not tell what it is: give kind, one of product, release, feature,"
                        + " requirement, idea, initiative, goal, epic, record",
                assertThrows(IllegalArgumentException.class, () -> Reference.parse("5", null))
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
                List.of("product", "release", "feature", "requirement", "idea", "initiative", "goal", "epic", "record"),
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
                assertEquals(List.of("8397122"), aha.client.links(target).of("customers"));
            }
            assertEquals(
                    "/api/v1/epics/PRJ1-E-1", aha.simulator.requests().get(0).rawPath());
            RecordPage<Reference> features = aha.client.features(Reference.parse("PRJ1-R-1", null), 1);
            assertEquals(
                    List.of("PRJ1-1", "PRJ1-2", "PRJ1-3"),
                    features.items().stream().map(Reference::id).sorted().toList());
            assertEquals("page=1&per_page=200", aha.simulator.requests().get(6).rawQuery());
            assertEquals(
                    "/api/v1/releases/PRJ1-R-1/features",
                    aha.simulator.requests().get(6).rawPath());
            assertTrue(aha.client.me().name().length() > 0);
        }
    }
}
