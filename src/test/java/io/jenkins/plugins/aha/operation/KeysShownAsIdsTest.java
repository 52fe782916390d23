package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are found by a key that Aha! shows as an id, also after a restart, or the key is refused; never doubled. */
class KeysShownAsIdsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    @BeforeEach
    void start() throws Exception {
        aha.state().table("customers").field("ticket", "Ticket", FieldType.STRING);
        aha.simulator().settings().values().show(ShownForm.OPTION_ID_FOR_LABEL, ShownForm.ID_FOR_EMAIL);
    }

    private Object upsert(String field, Object key) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.putAll(Map.of("uniqueBy", field, "fields", Map.of(field, key, "region", "EMEA")));
        return aha.build().record("ahaCreateRecord", parameters).get("outcome");
    }

    private void seed(String field, Object value) {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Other", field, value));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLabelIsFoundByTheOptionsAfterARestart(boolean list) throws Exception {
        String field = list ? "channels" : "plan";
        Object key = list ? List.of("Web", "Direct") : "Basic";
        seed(field, list ? List.of("Partner") : "Pro");
        assertEquals("created", upsert(field, key));
        assertEquals("kept", upsert(field, key));
        assertEquals(
                "created", upsert(field, list ? List.of("Direct") : "Enterprise"), "another label of known options");
        aha.restartController();
        assertEquals("kept", upsert(field, key));
        assertEquals(2, aha.requests("POST"));
        assertEquals(0, aha.requests("PUT"));
    }

    /** Who may not read the options cannot tell which record has the label. */
    @Test
    void aLabelWhoseOptionsMayNotBeReadIsRefusedAndNotDoubled() throws Exception {
        aha.simulator()
                .faults()
                .when((method, path) -> path.contains("custom_field_definitions"), 1_000, Fault.UNAUTHORIZED);
        seed("plan", "Pro");
        AhaException refused = assertThrows(AhaException.class, () -> upsert("plan", "Basic"));
        assertTrue(
                refused.getMessage()
                        .contains("the records of the table show ids in 'plan', and which id stands for a row's value"
                                + " is not known. Nothing was written."),
                refused.getMessage());
        assertEquals(0, aha.requests("POST"));
        String pro = aha.state().table("customers").optionId("plan", "Pro");
        assertEquals("updated", upsert("plan", pro));
    }

    /** As the simulator shows users, but without the addresses. */
    private Transport withoutEmails(Transport transport) {
        return request -> {
            Response answer = transport.send(request);
            String body = new String(answer.body(), StandardCharsets.UTF_8)
                    .replaceAll("\"email_value\":\\[[^]]*]", "\"x\":0");
            return new Response(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    @Test
    void anAddressThatIsShownAsAnIdIsRefusedAndNotDoubled() throws Exception {
        List<String> key = List.of("ann@acme.example");
        seed("account_managers", List.of("bob@acme.example"));
        assertEquals("created", upsert("account_managers", key), "where Aha! shows the address as well");
        aha.restartController(this::withoutEmails);
        for (int build = 0; build < 2; build++) {
            AhaException refused = assertThrows(AhaException.class, () -> upsert("account_managers", key));
            assertTrue(refused.getMessage().contains("show ids in 'account_managers'"), refused.getMessage());
        }
        assertEquals(1, aha.requests("POST"));
    }

    @Test
    void longNumbersInATextFieldAreNoIds() throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.putAll(Map.of("uniqueBy", "ticket", "fields", Map.of("ticket", "nightly")));
        seed("ticket", "20261127163206123");
        assertEquals(
                "created", aha.build().record("ahaCreateRecord", parameters).get("outcome"));
        assertEquals("kept", aha.build().record("ahaCreateRecord", parameters).get("outcome"));
    }

    /** Where all records show ids, an address is a user's, who would be shown as an id as well. */
    @Test
    void anAddressAmongLongNumbersIsRefused() throws Exception {
        seed("ticket", "20261127163206123");
        AhaException refused = assertThrows(AhaException.class, () -> upsert("ticket", "ann@acme.example"));
        assertTrue(refused.getMessage().contains("show ids in 'ticket'"), refused.getMessage());
        assertEquals(0, aha.requests("POST"));
    }

    @Test
    void aKeyThatBecameAnotherOptionIsAnError() throws Exception {
        seed("plan", "Pro");
        OddAnswers.turnBodies(aha, "\"plan\":\"Basic\"", "\"plan\":\"Enterprise\"");
        AhaException changed = assertThrows(AhaException.class, () -> upsert("plan", "Basic"));
        assertTrue(changed.getMessage().contains("its key would not be found again"), changed.getMessage());
    }
}
