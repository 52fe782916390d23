package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong parameter is refused by a sentence that names it; binding has no client, so nothing can be sent before. */
class ParameterRefusalTest {
    private static final Map<String, Map<String, Object>> COMPLETE = Map.of(
            "ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", "A")),
            "ahaUpdateRecord", Map.of("id", "1", "fields", Map.of("name", "A")),
            "ahaGetRecord", Map.of("id", "1"),
            "ahaListRecords", Map.of("product", "PRJ1", "table", "customers"),
            "ahaDeleteRecord", Map.of("id", "1"),
            "ahaLinkRecords", Map.of("target", "PRJ1-R-1", "field", "customers", "records", "1"),
            "ahaReferences", Map.of());

    private static String refusal(String step, String name, Object value) {
        Map<String, Object> parameters = new HashMap<>(COMPLETE.get(step));
        parameters.put(name, value);
        return assertThrows(ParameterException.class, () -> Invocation.of(step, parameters))
                .getMessage();
    }

    @Test
    void completeParametersOfEveryStepAreAccepted() {
        COMPLETE.forEach((step, parameters) ->
                assertEquals(step, Invocation.of(step, parameters).step()));
        assertEquals(COMPLETE.keySet().stream().sorted().toList(), Invocation.steps());
        assertEquals("ahaReferences", Invocation.of("ahaReferences", null).step());
    }

    @Test
    void unknownStepIsRefusedWithTheNamesOfAll() {
        String message = assertThrows(ParameterException.class, () -> Invocation.of("ahaGet", Map.of()))
                .getMessage();
        assertEquals("There is no step 'ahaGet'; the steps are " + String.join(", ", Invocation.steps()), message);
        assertThrows(ParameterException.class, () -> Invocation.of(null, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ahaCreateRecord | product, table, fields, loadFrom, emptyClears, links, uniqueBy, ifExists, verify",
                "ahaUpdateRecord | id, fields, links, verify",
                "ahaGetRecord    | id, product, table, where",
                "ahaListRecords  | product, table, updatedSince, where, fields, limit, saveTo",
                "ahaDeleteRecord | id, ifMissing",
                "ahaLinkRecords  | target, kind, field, records, product, table, waitingField, mode, withFeatures, ifMissing,"
                        + " verify",
                "ahaReferences   | products, since, text"
            })
    void unknownParameterIsNamedFirstAndTheAllowedAreListed(String step, String own) {
        String expected = step + " has no parameter 'colour'. Its parameters are " + own
                + (step.equals("ahaReferences") ? ", onError." : ", site, credentialsId, onError, dryRun.");
        assertEquals(expected, refusal(step, "colour", "red"));
        String alone = assertThrows(
                        ParameterException.class, () -> Invocation.of(step, Collections.singletonMap("colour", null)))
                .getMessage();
        assertEquals(expected, alone);
    }

    @ParameterizedTest
    @CsvSource({
        "ahaCreateRecord, product", "ahaCreateRecord, table", "ahaCreateRecord, fields", "ahaUpdateRecord, id",
        "ahaUpdateRecord, fields", "ahaGetRecord, id", "ahaListRecords, product", "ahaListRecords, table",
        "ahaDeleteRecord, id", "ahaLinkRecords, target", "ahaLinkRecords, field"
    })
    void missingParameterIsNamedAndTheAllowedAreListed(String step, String name) {
        String message = refusal(step, name, null);
        assertTrue(message.startsWith(step + " needs '" + name + "'. Its parameters are "), message);
        assertTrue(message.endsWith(", site, credentialsId, onError, dryRun."), message);
    }

    static Stream<Arguments> wrongValues() {
        String ids = "takes ids of records in ";
        return Stream.of(
                Arguments.of("ahaCreateRecord", "product", " ", "needs 'product', but it is blank"),
                Arguments.of("ahaCreateRecord", "product", List.of("PRJ1"), "takes a text for 'product', not a list"),
                Arguments.of("ahaCreateRecord", "product", true, "takes a text for 'product', not 'true'"),
                Arguments.of("ahaCreateRecord", "product", 1.5, "takes a text for 'product', not '1.5'"),
                Arguments.of("ahaCreateRecord", "table", "a\nb", "cannot use the text given for 'table': it is '.'"),
                Arguments.of("ahaCreateRecord", "table", "..", "cannot use the text given for 'table': it is '.'"),
                Arguments.of("ahaCreateRecord", "table", ".", "cannot use the text given for 'table': it is '.'"),
                Arguments.of("ahaCreateRecord", "table", new Object(), "takes a text for 'table', not a Object"),
                Arguments.of("ahaCreateRecord", "fields", "name", "takes a map for 'fields', such as fields: [name:"),
                Arguments.of("ahaCreateRecord", "fields", Arrays.asList((Object) null), "not null"),
                Arguments.of("ahaCreateRecord", "fields", Map.of(), "needs at least one field in 'fields'"),
                Arguments.of("ahaCreateRecord", "fields", Map.of(" ", 1), "got a field without a key in 'fields'"),
                Arguments.of("ahaCreateRecord", "fields", Map.of("a\nb", 1), "got a field in 'fields' whose key has a"),
                Arguments.of(
                        "ahaCreateRecord", "fields", Map.of("f", new Object()), "cannot send a Object as the value"),
                Arguments.of(
                        "ahaCreateRecord", "fields", Map.of("n", Double.NaN), "cannot send 'NaN' as the value of 'n'"),
                Arguments.of(
                        "ahaCreateRecord",
                        "fields",
                        Map.of("n", new BigDecimal("1e999999999")),
                        "cannot send '1E+999999999' as the value of 'n'"),
                Arguments.of("ahaCreateRecord", "fields", Map.of("f", itself()), "nested more than 50 deep, or holds"),
                Arguments.of(
                        "ahaCreateRecord", "table", "a\u202eb", "cannot use the text given for 'table': it is '.'"),
                Arguments.of(
                        "ahaCreateRecord", "fields", Map.of("a\u2028b", 1), "got a field in 'fields' whose key has a"),
                Arguments.of("ahaCreateRecord", "verify", List.of(), "takes true or false for 'verify', not a list"),
                Arguments.of("ahaListRecords", "limit", itself(), "cannot use 'limit': it is nested more than 50 deep"),
                Arguments.of("ahaListRecords", "updatedSince", List.of(1), "for 'updatedSince', not a list"),
                Arguments.of("ahaCreateRecord", "verify", "a\nb", "takes true or false for 'verify', not 'a b'"),
                Arguments.of(
                        "ahaCreateRecord",
                        "uniqueBy",
                        "email",
                        "needs a value of 'email', which uniqueBy names, in 'fields'"),
                Arguments.of("ahaCreateRecord", "ifExists", "keep", "needs 'uniqueBy' where 'ifExists' is given"),
                Arguments.of("ahaCreateRecord", "verify", "yes", "takes true or false for 'verify', not 'yes'"),
                Arguments.of("ahaUpdateRecord", "id", "12abc", ids + "'id', which are numbers"),
                Arguments.of("ahaUpdateRecord", "id", -12, "got '-12'"),
                Arguments.of("ahaUpdateRecord", "id", "12 34", "got '12 34'"),
                Arguments.of("ahaUpdateRecord", "id", "1".repeat(21), "got '" + "1".repeat(21) + "'"),
                Arguments.of("ahaUpdateRecord", "id", "x".repeat(61), "got '" + "x".repeat(59) + "…'"),
                Arguments.of("ahaUpdateRecord", "id", "dry-run", "got 'dry-run'"),
                Arguments.of("ahaGetRecord", "id", Map.of("name", "A"), "cannot use a map in 'id': it has no id"),
                Arguments.of("ahaGetRecord", "id", List.of("1"), "takes a text for 'id', not a list"),
                Arguments.of("ahaGetRecord", "dryRun", 1, "takes true or false for 'dryRun', not '1'"),
                Arguments.of(
                        "ahaDeleteRecord", "id", Arrays.asList("1", null), "cannot use null in 'id': it has no id"),
                Arguments.of("ahaDeleteRecord", "id", "dry-run", "got 'dry-run'"),
                Arguments.of(
                        "ahaDeleteRecord", "ifMissing", "skip", "takes 'fail', 'ignore' for 'ifMissing', not 'skip'"),
                Arguments.of("ahaListRecords", "where", "gold", "takes a map for 'where'"),
                Arguments.of("ahaListRecords", "fields", Map.of("a", 1), "takes a text for 'fields', not a map"),
                Arguments.of("ahaListRecords", "limit", 0, "takes a whole number of at least 1 for 'limit', not '0'"),
                Arguments.of("ahaListRecords", "limit", -1, "at least 1 for 'limit', not '-1'"),
                Arguments.of("ahaListRecords", "limit", 2.5, "at least 1 for 'limit', not '2.5'"),
                Arguments.of("ahaListRecords", "limit", List.of(1), "at least 1 for 'limit', not a list"),
                Arguments.of(
                        "ahaListRecords", "saveTo", "a.txt", "ends in .json, .jsonl, .csv for 'saveTo', not 'a.txt'"),
                Arguments.of("ahaListRecords", "saveTo", "../a.csv", "without '..', not '../a.csv'"),
                Arguments.of("ahaListRecords", "saveTo", "a/../../b.csv", "without '..'"),
                Arguments.of(
                        "ahaListRecords", "saveTo", "/reports/a.csv", "takes a file in the workspace for 'saveTo'"),
                Arguments.of("ahaListRecords", "saveTo", "C:\\a.csv", "takes a file in the workspace for 'saveTo'"),
                Arguments.of("ahaListRecords", "saveTo", "~/a.csv", "takes a file in the workspace for 'saveTo'"),
                Arguments.of("ahaLinkRecords", "target", " ", "needs 'target', but it is blank"),
                Arguments.of("ahaLinkRecords", "target", List.of("PRJ1", ""), "needs 'target', but it is blank"),
                Arguments.of("ahaLinkRecords", "target", "12", "give kind, one of product, release, feature"),
                Arguments.of(
                        "ahaLinkRecords", "target", "PRJ1-X-1", "cannot use a target: 'PRJ1-X-1' is not a reference"),
                Arguments.of(
                        "ahaLinkRecords", "target", "dry-run", "cannot use a target: 'dry-run' is not a reference"),
                Arguments.of(
                        "ahaLinkRecords", "target", Map.of("name", "A"), "cannot use a map in 'target': it has no id"),
                Arguments.of("ahaLinkRecords", "kind", "page", "takes product, release, feature, requirement, idea"),
                Arguments.of("ahaLinkRecords", "kind", "feature", "is the reference of a release, not of a feature"),
                Arguments.of("ahaLinkRecords", "records", List.of("1", "x"), ids + "'records'"),
                Arguments.of("ahaLinkRecords", "mode", "set", "takes 'add', 'replace', 'remove', 'clear' for 'mode'"),
                Arguments.of(
                        "ahaReferences",
                        "since",
                        "ever",
                        "takes 'build', 'lastSuccess', 'upstream' for 'since', not 'ever'"),
                Arguments.of("ahaReferences", "text", 5, "takes a text for 'text', not '5'"),
                Arguments.of("ahaReferences", "products", "PRJ1-R-1", "takes prefixes of products, such as 'PRJ1', in"),
                Arguments.of("ahaReferences", "products", List.of("1A"), "not '1A'"),
                Arguments.of("ahaReferences", "onError", "warn", "takes 'fail', 'unstable', 'ignore' for 'onError'"),
                Arguments.of("ahaReferences", "site", "eu", "has no parameter 'site'. Its parameters are products,"),
                Arguments.of("ahaReferences", "dryRun", true, "has no parameter 'dryRun'"),
                Arguments.of("ahaGetRecord", "site", Map.of("a", 1), "takes a text for 'site', not a map"));
    }

    private static List<Object> itself() {
        List<Object> list = new ArrayList<>();
        list.add(List.of(list));
        return list;
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void wrongValueIsRefusedByOneSentence(String step, String name, Object value, String problem) {
        String message = refusal(step, name, value);
        assertTrue(message.startsWith(step + " "), message);
        assertTrue(message.contains(problem), message);
        assertTrue(message.endsWith(".") && !message.contains("\n"), message);
    }

    @Test
    void contradictionsAreRefused() {
        Map<String, Object> record =
                Map.of("target", Map.of("id", "1"), "kind", "release", "field", "f", "records", "1");
        assertEquals(
                "ahaLinkRecords got the map of a record in 'target', which is not a release as 'kind' says.",
                assertThrows(ParameterException.class, () -> Invocation.of("ahaLinkRecords", record))
                        .getMessage());
        Map<String, Object> feature = Map.of("target", "PRJ1-1", "withFeatures", true, "field", "f", "records", "1");
        assertTrue(assertThrows(ParameterException.class, () -> Invocation.of("ahaLinkRecords", feature))
                .getMessage()
                .contains("has 'withFeatures' but no release among its targets"));
        Map<String, Object> rows = Map.of(
                "product",
                "P",
                "table",
                "t",
                "fields",
                List.of(Map.of("name", "A"), Map.of("name", " ")),
                "uniqueBy",
                "name");
        assertEquals(
                "ahaCreateRecord needs a value of 'name', which uniqueBy names, in record 2 of 'fields'.",
                assertThrows(ParameterException.class, () -> Invocation.of("ahaCreateRecord", rows))
                        .getMessage());
    }
}
