package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the blocks of {@code withAha} give steps. */
class AhaDefaultsTest {
    private static final AhaDefaults OUTER =
            AhaDefaults.within(null, Map.of("site", "acme", "credentialsId", "bot", "product", "PRJ1", "dryRun", true));

    private static Map<String, Object> given(AhaDefaults defaults, String step, Map<String, ?> own) {
        Map<String, Object> parameters = new LinkedHashMap<>(own);
        defaults.addTo(step, parameters);
        return parameters;
    }

    @Test
    void aStepGetsWhatItTakesAndWasNotGiven() {
        assertEquals(
                Map.of(
                        "table",
                        "customers",
                        "site",
                        "acme",
                        "credentialsId",
                        "bot",
                        "product",
                        "PRJ1",
                        "dryRun",
                        false),
                given(OUTER, "ahaListRecords", Map.of("table", "customers", "dryRun", false)));
        assertEquals(
                Map.of("id", "5", "site", "acme", "credentialsId", "bot", "dryRun", true),
                given(OUTER, "ahaGetRecord", Map.of("id", "5")));
        assertEquals(Map.of(), given(OUTER, "ahaReferences", Map.of()));
    }

    @Test
    void innerBlocksWin() {
        AhaDefaults inner = AhaDefaults.within(OUTER, Map.of("product", "APP"));
        assertEquals("APP", given(inner, "ahaListRecords", Map.of("table", "t")).get("product"));
        assertEquals("bot", given(inner, "ahaListRecords", Map.of("table", "t")).get("credentialsId"));
    }

    @Test
    void aCredentialStaysWithItsSite() {
        AhaDefaults other = AhaDefaults.within(OUTER, Map.of("site", "other"));
        assertEquals(
                Map.of("id", "5", "site", "other", "dryRun", true), given(other, "ahaGetRecord", Map.of("id", "5")));
        assertEquals(
                Map.of("id", "5", "site", "other", "dryRun", true),
                given(OUTER, "ahaGetRecord", Map.of("id", "5", "site", "other")));
    }

    @Test
    void unknownAndEmptyParametersAreRefused() {
        assertThrows(ParameterException.class, () -> AhaDefaults.within(OUTER, Map.of("table", "customers")));
        assertThrows(
                ParameterException.class, () -> AhaDefaults.within(OUTER, Collections.singletonMap("dryRun", null)));
    }

    @Test
    void aCredentialStaysWhereTheSiteIsTheSame() {
        Map<String, Object> expected = Map.of("id", "5", "site", "acme", "credentialsId", "bot", "dryRun", true);
        assertEquals(
                expected, given(AhaDefaults.within(OUTER, Map.of("site", "acme")), "ahaGetRecord", Map.of("id", "5")));
        assertEquals(expected, given(OUTER, "ahaGetRecord", Map.of("id", "5", "site", "acme")));
    }
}
