package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Aha! shows after a write, where it is not what was sent. */
class VerificationTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private RecordedBuild build;

    private Object upsert(Object rows) throws Exception {
        build = aha.build();
        Map<String, Object> parameters = Map.of("product", "PRJ1", "table", "customers", "uniqueBy", "name");
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("fields", rows);
        return build.run("ahaCreateRecord", all);
    }

    private static Map<String, Object> row(String name, String field, Object value) {
        Map<String, Object> row = new HashMap<>(Map.of("name", name));
        row.put(field, value);
        return row;
    }

    private String refused(Map<String, ?> row) {
        return assertThrows(AhaException.class, () -> upsert(row)).getMessage();
    }

    private void assertOneWarning(String field) {
        assertEquals(1, build.warnings().size(), build.lines()::toString);
        assertTrue(build.warnings().get(0).contains("another value of field '" + field + "'"), build.lines()::toString);
    }

    /** A picture does not count where texts are nearly equal. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void aFieldThatShouldBeClearedAndIsNotIsAnError(String empty) {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "tier", "\uD83D\uDE80"));
        OddAnswers.turnBodies(aha, "\"tier\":" + (empty == null ? "null" : "\"\""), "\"tier\":\"\uD83D\uDE80\"");
        String refused = refused(row("New", "tier", empty));
        assertTrue(refused.contains("field 'tier' shows '\uD83D\uDE80' instead of ''."), refused);
    }

    @Test
    void whatStandsInAFieldThatShouldBeClearedIsNoFormOfNothing() throws Exception {
        OddAnswers.turnBodies(aha, "\"tier\":\"\"", "\"tier\":\"none\"");
        upsert(row("Contoso", "tier", ""));
        assertOneWarning("tier");
        assertTrue(refused(row("Contoso", "tier", "")).contains("shows 'none' instead of ''"));
    }

    @Test
    void aChoiceThatKeepsItsOwnSpellingIsAWarning() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "plan", "Pro"));
        OddAnswers.turnBodies(aha, "\"plan\":\"PRO\"", "\"plan\":\"Pro\"");
        upsert(row("New", "plan", "PRO"));
        assertOneWarning("plan");
    }

    @Test
    void fieldsThatWereDroppedAndFieldsThatWereIgnoredAreNamedTogether() {
        OddAnswers.turnBodies(aha, "\"platinum\"", "\"gold\"");
        Map<String, Object> row = row("Contoso", "tier", "platinum");
        row.put("colour", "red");
        String refused = refused(row);
        assertTrue(refused.contains("did not keep the field 'colour'."), refused);
        assertTrue(refused.contains(" Besides, field 'tier' shows 'gold' instead of 'platinum'. "), refused);
    }

    @Test
    void optionsThatMayNotBeReadAreAskedForOnceInAStep() throws Exception {
        aha.simulator().settings().values().show(ShownForm.LABEL_FOR_OPTION_ID);
        aha.simulator().faults().when((method, path) -> path.contains("definitions"), 99, Fault.UNAUTHORIZED);
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "One", "plan", "Basic"));
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Two", "plan", "Basic"));
        String basic = aha.state().table("customers").optionId("plan", "Basic");
        upsert(List.of(row("One", "plan", basic), row("Two", "plan", basic)));
        assertOneWarning("plan");
        assertEquals(
                2,
                aha.simulator().requests().stream()
                        .filter(request -> request.rawPath().contains("definitions"))
                        .count(),
                "before the writes, and after them");
    }

    /** Another build may have created it, and with other values. */
    @Test
    void aRecordThatWasFoundByItsKeyAfterALostAnswerGetsTheOtherValues() throws Exception {
        aha.restartController(transport -> request -> {
            if (request.method() == Request.Method.POST) {
                aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "tier", "silver"));
                return new Response(502, Map.of(), new byte[0]);
            }
            return transport.send(request);
        });
        Map<?, ?> record = (Map<?, ?>) upsert(row("New", "tier", "gold"));
        assertEquals("created", record.get("outcome"));
        assertEquals(13, aha.customers().size());
        assertEquals("gold", aha.customers().get(12).text("tier"));
        assertEquals(1, aha.requests("PUT"));
    }
}
