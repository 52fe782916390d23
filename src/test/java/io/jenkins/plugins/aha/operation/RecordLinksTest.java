package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code ahaCreateRecord} and {@code ahaUpdateRecord} with {@code links}. */
class RecordLinksTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();
    private final String contoso = aha.customer("Contoso");
    private final String globex = aha.customer("Globex");

    private static Map<String, Object> deployment(Object fields, Object customers, Map<String, ?> more) {
        Map<String, Object> links = new HashMap<>();
        links.put("customer", customers);
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "deployments", "fields", fields, "links", links));
        parameters.putAll(more);
        return parameters;
    }

    private List<String> wire() {
        return aha.simulator().requests().stream().map(seen -> seen.method()).toList();
    }

    private List<String> customersOf(Object record) {
        return aha.state().links(RecordKind.CUSTOM_OBJECT_RECORD, (String) ((Map<?, ?>) record).get("id"), "customer");
    }

    @Test
    void aNewRecordIsLinkedByItsOwnPut() throws Exception {
        Map<String, Object> acme = Map.of("id", contoso, "fields", Map.of());
        Map<String, Object> record =
                build.record("ahaCreateRecord", deployment(Map.of("name", "2.1"), List.of(acme, globex), Map.of()));
        assertEquals(List.of("POST", "PUT"), wire());
        assertEquals(List.of(contoso, globex), customersOf(record));
        assertEquals(Map.of("customer", List.of(contoso, globex)), record.get("links"));
        assertEquals("created", record.get("outcome"));
        assertEquals(
                List.of("create", "link"),
                build.changes().stream().map(Change::operation).toList());
    }

    @Test
    void withUniqueByLinksAreAdded() throws Exception {
        Map<String, Object> unique = Map.of("uniqueBy", "name");
        build.run("ahaCreateRecord", deployment(Map.of("name", "2.1"), contoso, unique));
        Map<String, Object> again = build.record("ahaCreateRecord", deployment(Map.of("name", "2.1"), globex, unique));
        assertEquals(List.of(contoso, globex), customersOf(again));
        assertEquals("updated", again.get("outcome"));
        long puts = aha.requests("PUT");
        Map<String, Object> third = build.record("ahaCreateRecord", deployment(Map.of("name", "2.1"), contoso, unique));
        assertEquals("kept", third.get("outcome"));
        assertEquals(Map.of("customer", List.of(contoso, globex)), third.get("links"));
        assertEquals(puts, aha.requests("PUT"));
    }

    @Test
    void whatIsKeptIsNotLinked() throws Exception {
        build.run("ahaCreateRecord", deployment(Map.of("name", "2.1"), contoso, Map.of()));
        Map<String, Object> kept = build.record(
                "ahaCreateRecord",
                deployment(Map.of("name", "2.1"), globex, Map.of("uniqueBy", "name", "ifExists", "keep")));
        assertEquals("kept", kept.get("outcome"));
        assertEquals(List.of(contoso), customersOf(kept));
    }

    @Test
    void allRecordsOfAListAreLinkedOnce() throws Exception {
        List<Map<String, Object>> records = build.records(
                "ahaCreateRecord",
                deployment(
                        List.of(Map.of("name", "a"), Map.of("name", "b"), Map.of("name", "a")),
                        List.of(contoso, contoso),
                        Map.of("uniqueBy", "name")));
        assertEquals(3, records.size());
        records.forEach(record -> assertEquals(List.of(contoso), customersOf(record)));
        assertEquals(2, aha.requests("PUT"));
    }

    @Test
    void anUpdateAddsLinksWithOrWithoutFields() throws Exception {
        Map<String, Object> made =
                build.record("ahaCreateRecord", deployment(Map.of("name", "2.1"), contoso, Map.of()));
        Map<String, Object> updated = build.record(
                "ahaUpdateRecord",
                Map.of("id", made, "fields", Map.of("version", "2.1"), "links", Map.of("customer", globex)));
        assertEquals(List.of(contoso, globex), customersOf(updated));
        assertEquals("updated", updated.get("outcome"));
        Map<String, Object> onlyLinks = build.record(
                "ahaUpdateRecord", Map.of("id", made, "links", Map.of("customer", aha.customer("Fabrikam"))));
        assertEquals(3, customersOf(onlyLinks).size());
        assertEquals("updated", onlyLinks.get("outcome"));
        assertEquals("2.1", ((Map<?, ?>) onlyLinks.get("fields")).get("version"));
        Map<String, Object> nothingNew =
                build.record("ahaUpdateRecord", Map.of("id", made, "links", Map.of("customer", contoso)));
        assertEquals("kept", nothingNew.get("outcome"));
    }

    @Test
    void anErrorNamesTheRecordThatWasWritten() {
        AhaException failed = assertThrows(
                AhaException.class,
                () -> build.run("ahaCreateRecord", deployment(Map.of("name", "2.1"), "999", Map.of())));
        String id = aha.state().records("PRJ1", "deployments").get(1).id();
        assertTrue(
                failed.getMessage().startsWith("Record " + id + " was written, but not all of its links. "),
                failed::getMessage);
    }

    @Test
    void aDryRunSaysWhatItWouldLink() throws Exception {
        build.run("ahaCreateRecord", deployment(Map.of("name", "x"), contoso, Map.of("dryRun", true)));
        assertEquals(List.of(), wire());
        assertTrue(
                build.lines().contains("Aha! dry run: record dry-run: would link 1 customer (" + contoso + ")"),
                build.lines()::toString);
    }

    @Test
    void linksAreFieldsWithIds() {
        assertEquals(
                "ahaCreateRecord got nothing to link by field 'customer' in 'links', probably of a variable that is not set:"
                        + " give ids or records, or leave the field out.",
                refusal(deployment(Map.of("name", "x"), null, Map.of())));
        assertTrue(refusal(deployment(Map.of("name", "x"), " ", Map.of())).contains("got nothing to link"));
        Map<String, Object> nothing = deployment(Map.of("name", "x"), contoso, Map.of());
        nothing.put("links", null);
        assertTrue(refusal(nothing).contains("got an empty value for 'links'"));
        assertTrue(
                refusal(deployment(Map.of("name", "x"), "Acme", Map.of())).contains("takes ids of records in 'links'"));
        assertTrue(refusal(deployment(Map.of("name", "x"), contoso, Map.of("links", "customer")))
                .contains("takes a map for 'links'"));
        assertTrue(Invocation.of("ahaCreateRecord", deployment(Map.of("name", "x"), List.of(), Map.of()))
                .writes());
    }

    private static String refusal(Map<String, ?> parameters) {
        return assertThrows(ParameterException.class, () -> Invocation.of("ahaCreateRecord", parameters))
                .getMessage();
    }
}
