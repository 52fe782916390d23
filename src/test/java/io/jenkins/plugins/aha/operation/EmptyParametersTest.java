package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A variable that is not set must not make a step do more than was meant, or something else. */
class EmptyParametersTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private static Map<String, Object> table(String name, Object value) {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.put(name, value);
        return parameters;
    }

    static Stream<Arguments> restrictions() {
        Stream<Arguments> listing = Stream.of("where", "fields", "updatedSince", "limit", "saveTo")
                .flatMap(name -> Stream.of("", " ", List.of(), Map.of(), null)
                        .map(value -> Arguments.of("ahaListRecords", table(name, value), name)));
        Stream<Arguments> keys = Stream.of("", "\n", List.of(), null, List.of("name", ""), "name,", "name,,tier")
                .map(value -> {
                    Map<String, Object> parameters = table("uniqueBy", value);
                    parameters.put("fields", Map.of("name", "A", "tier", "gold"));
                    return Arguments.of("ahaCreateRecord", parameters, "uniqueBy");
                });
        Stream<Arguments> references = Stream.of("", List.of(), null)
                .map(value -> Arguments.of("ahaReferences", Collections.singletonMap("products", value), "products"));
        Stream<Arguments> others = Stream.of(
                Arguments.of("ahaReferences", Collections.singletonMap("text", null), "text"),
                Arguments.of("ahaListRecords", table("site", " "), "site"),
                Arguments.of("ahaListRecords", table("credentialsId", ""), "credentialsId"),
                Arguments.of("ahaListRecords", table("dryRun", null), "dryRun"));
        return Stream.of(listing, keys, references, others).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void anEmptyRestrictionIsRefused(String step, Map<String, Object> parameters, String name) {
        assertEquals(
                step + " got an empty value for '" + name
                        + "', probably of a variable that is not set: give a value, or" + " leave '" + name + "' out.",
                assertThrows(ParameterException.class, () -> Invocation.of(step, parameters))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "ahaListRecords, product", "ahaListRecords, table", "ahaListRecords, saveTo", "ahaListRecords, site",
        "ahaGetRecord, id", "ahaDeleteRecord, id", "ahaLinkRecords, target", "ahaLinkRecords, records"
    })
    void theTextNullIsRefused(String step, String name) {
        Map<String, Object> parameters = new HashMap<>(
                step.equals("ahaListRecords")
                        ? Map.of("product", "PRJ1", "table", "customers")
                        : step.equals("ahaLinkRecords")
                                ? Map.of(
                                        "target", "PRJ1-1", "field", "customers", "records", "1", "ifMissing", "ignore")
                                : Map.of());
        parameters.put(name, " null ");
        assertEquals(
                step + " got the text 'null' for '" + name + "', probably of a variable that is not set.",
                assertThrows(ParameterException.class, () -> Invocation.of(step, parameters))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Rel null", "Rel-null", "null-rc1", "1.null.3", "releases/null", " Rel null\n"})
    void aValueWithAVariableThatIsNotSetIsWarnedOf(String value) throws Exception {
        build.run("ahaCreateRecord", table("fields", List.of(Map.of("name", value), Map.of("name", value + " "))));
        assertEquals(
                List.of(
                        "Warning: ahaCreateRecord got a value with the word 'null' in 'fields' for field 'name', probably"
                                + " of a variable that is not set."),
                build.warnings());
    }

    @Test
    void soIsOneInAList() throws Exception {
        build.records("ahaListRecords", table("where", Map.of("name", List.of("Acme Corp", "Rel null"))));
        assertEquals(1, build.warnings().size());
        assertTrue(build.warnings().get(0).contains("the word 'null' in 'where' for field 'name'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null pointer", "@NonNull", "nullable", "Annull", "Null"})
    void otherWordsAreNotWarnedOf(String value) throws Exception {
        build.run("ahaCreateRecord", table("fields", Map.of("name", value)));
        assertEquals(List.of(), build.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier ", " tier", "ti er", "tier\u00a0", "tier\u2003"})
    void aKeyWithWhiteSpaceIsRefusedBeforeAnythingIsWritten(String key) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("name", "A"));
        fields.put(key, "gold");
        String message = assertThrows(
                        ParameterException.class, () -> Invocation.of("ahaCreateRecord", table("fields", fields)))
                .getMessage();
        assertEquals(
                "ahaCreateRecord takes API keys of fields in 'fields', which have no white space, not '"
                        + key.replaceAll("[\u00a0\u2003]", " ") + "'.",
                message);
        assertThrows(
                ParameterException.class, () -> Invocation.of("ahaListRecords", table("where", Map.of(key, "gold"))));
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void commasSeparateKeys() throws Exception {
        Map<String, Object> upsert = table("uniqueBy", "name, tier");
        upsert.put("fields", Map.of("name", "Contoso", "tier", "gold", "region", "EMEA"));
        assertEquals("updated", build.record("ahaCreateRecord", upsert).get("outcome"));
        upsert.put("fields", Map.of("name", "Contoso", "tier", "silver"));
        assertEquals("created", build.record("ahaCreateRecord", upsert).get("outcome"));
        for (Object fields : List.of("name,tier", "name\r\ntier\n", List.of("name,tier"), List.of("name", "tier"))) {
            Map<String, Object> first =
                    build.records("ahaListRecords", table("fields", fields)).get(0);
            assertEquals(Map.of("name", "Acme Corp", "tier", "gold"), first.get("fields"));
        }
        assertThrows(ParameterException.class, () -> Invocation.of("ahaListRecords", table("fields", "name tier")));
        assertThrows(ParameterException.class, () -> Invocation.of("ahaListRecords", table("fields", List.of(true))));
        for (Object seven : List.of(7, 7L, (short) 7, BigInteger.valueOf(7))) {
            build.records("ahaListRecords", table("fields", List.of(seven, "name")));
            assertTrue(build.lines().toString().contains("'7'"), "" + build.lines());
        }
    }

    @Test
    void productsAreRaised() throws Exception {
        assertEquals(
                12, build.records("ahaListRecords", table("product", " prj1 ")).size());
        Map<String, Object> create = table("fields", Map.of("name", "Raised"));
        create.put("product", "Prj1");
        assertEquals("created", build.record("ahaCreateRecord", create).get("outcome"));
        assertTrue(aha.simulator().requests().stream()
                .allMatch(request -> request.rawPath().startsWith("/api/v1/products/PRJ1/")));
    }
}
