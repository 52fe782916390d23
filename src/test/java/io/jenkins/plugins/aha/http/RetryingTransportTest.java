package io.jenkins.plugins.aha.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.SimulatedAha;
import io.jenkins.plugins.aha.http.ScriptedServer.Reply;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request is repeated, when, and what is logged about it. */
@Timeout(60)
class RetryingTransportTest {
    private static final Map<String, Object> FIELDS = Map.of("name", "x");

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    private AhaClient client(ScriptedServer server) {
        return aha.open(SimulatedAha.account(SimulatedAha.settings(server.url(), Limits.DOCUMENTED), aha.time));
    }

    private static Reply record() {
        return Reply.of(200, "{\"custom_object_record\":{\"id\":\"5\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 525, 530, 599})
    void passingTroubleIsOvercome(int status) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(status, ""), record())) {
            assertEquals("5", client(server).get("5").id());
            assertEquals(2, server.seen().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, REDIRECTED",
        "304, REDIRECTED",
        "400, REFUSED",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "409, REFUSED",
        "410, NOT_FOUND",
        "422, REFUSED",
        "501, UNAVAILABLE",
        "505, UNAVAILABLE"
    })
    void aRefusalIsToldAtOnce(int status, Reason reason) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(status, ""))) {
            AhaException refused =
                    assertThrows(AhaException.class, () -> client(server).get("5"));
            assertEquals(reason, refused.getReason());
            assertEquals(status, refused.getStatus());
            assertEquals(1, server.seen().size());
            assertEquals(List.of(), aha.log);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 520, 524})
    void aPostIsNotRepeatedWhenItMayHaveBeenActedOn(int status) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(status, ""))) {
            AhaException unclear =
                    assertThrows(AhaException.class, () -> client(server).createOnce("PRJ1", "customers", FIELDS));
            assertTrue(unclear.mayHaveBeenActedOn());
            assertEquals(1, server.seen().size());
        }
    }

    @Test
    void aPostThatNobodyHeardIsRepeated() throws Exception {
        ScriptedServer server = new ScriptedServer(record());
        AhaClient client = client(server);
        server.close();
        AhaException unheard = assertThrows(AhaException.class, () -> client.createOnce("PRJ1", "customers", FIELDS));
        assertFalse(unheard.mayHaveBeenActedOn());
        assertEquals(5, aha.log.size());
        assertTrue(aha.log.get(0).matches("the connection was refused by 127.0.0.1:\\d+; trying again in 0.*"));
        assertTrue(aha.log.get(0).endsWith(" s (POST /products/PRJ1/custom_objects/customers/records, try 2 of 6)."));
        assertEquals(
                "Could not create a record in table customers of product PRJ1: the connection was refused by "
                        + server.url().replace("http://", "")
                        + " (POST /products/PRJ1/custom_objects/customers/records). Check the site's URL, the proxy and"
                        + " the network between Jenkins and Aha!. Tried 6 times.",
                unheard.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aDeleteThatFindsNothingAfterATryWithoutAnswerIsDone(int status) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(500, ""), Reply.of(status, "<html>gone</html>"))) {
            client(server).delete("5");
            assertEquals(
                    List.of("DELETE /api/v1/custom_object_records/5", "DELETE /api/v1/custom_object_records/5"),
                    server.seen());
        }
    }

    @Test
    void aDeleteThatFindsNothingAtOnceOrAfterA429Fails() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(429, ""), Reply.of(404, ""))) {
            assertEquals(
                    404,
                    assertThrows(AhaException.class, () -> client(server).delete("5"))
                            .getStatus());
        }
        aha.simulator.state().removeRecord(SimulatedAha.ACME);
        assertThrows(AhaException.class, () -> aha.client.delete(SimulatedAha.ACME));
        assertEquals(1, aha.seen("DELETE"));
    }

    @Test
    void onlyADeleteMayFindNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(500, ""), Reply.of(404, ""))) {
            assertEquals(
                    404,
                    assertThrows(AhaException.class, () -> client(server).get("5"))
                            .getStatus());
        }
    }

    @Test
    void pausesAreAskedForOrGrow() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                Reply.of(429, "").with("Retry-After", "7"),
                Reply.of(503, "").with("Retry-After", "9"),
                Reply.of(429, "").with("Retry-After", "0"),
                Reply.of(500, "").with("Retry-After", "50"),
                record())) {
            client(server).get("5");
            List<Duration> sleeps = aha.time.sleeps();
            assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(9)), sleeps.subList(0, 2));
            assertBetween(8_000 * 3 / 4, 8_000 * 5 / 4, sleeps.get(2));
            assertBetween(4_000 * 3 / 4, 4_000 * 5 / 4, sleeps.get(3));
            assertEquals(4, sleeps.size());
        }
    }

    private static void assertBetween(long least, long most, Duration pause) {
        assertTrue(pause.toMillis() >= least && pause.toMillis() <= most, pause.toString());
    }

    @Test
    void limitsWithoutAHintAreGivenAMinute() {
        aha.simulator.faults().when((method, path) -> true, 99, Fault.TOO_MANY_REQUESTS_WITHOUT_HEADERS);
        AhaException limited = assertThrows(AhaException.class, () -> aha.client.get(SimulatedAha.ACME));
        assertEquals(Reason.RATE_LIMITED, limited.getReason());
        assertTrue(aha.time.passed() > Duration.ofSeconds(40).toNanos(), "tried for " + aha.time.passed());
    }

    private AhaClient client(ScriptedServer server, RetryPolicy policy) {
        AccountSettings of = SimulatedAha.settings(server.url(), Limits.DOCUMENTED);
        AccountSettings with = new AccountSettings(
                of.url(), "a", of.limits(), policy, of.connectTimeout(), of.readTimeout(), of.callTimeout(), false);
        return aha.open(SimulatedAha.account(with, aha.time));
    }

    @ParameterizedTest
    @CsvSource({"429, 60, 60", "503, 60, 60", "500, 60, 0", "503, x, 0", "429, x, 1"})
    void theLastRefusalStillHoldsBackTheSite(int status, String retryAfter, long least) throws Exception {
        RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1));
        try (ScriptedServer server =
                new ScriptedServer(Reply.of(status, "").with("Retry-After", retryAfter), record())) {
            AhaClient client = client(server, once);
            assertThrows(AhaException.class, () -> client.get("5"));
            assertEquals(0, aha.time.passed());
            client.get("5");
            assertEquals(least, Math.round(aha.time.passed() / 1e9));
        }
    }

    @Test
    void patienceEndsInTime() throws Exception {
        RetryPolicy manyTries =
                new RetryPolicy(99, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5));
        aha.time.pass(Duration.ofHours(1));
        try (ScriptedServer server = new ScriptedServer(Reply.of(429, "").with("Retry-After", "60"))) {
            AhaException limited = assertThrows(
                    AhaException.class, () -> client(server, manyTries).get("5"));
            assertTrue(limited.getMessage().endsWith(" Tried 6 times."), "five pauses of a minute in five minutes");
        }
    }

    @Test
    void theLastAnswerAllowedHoldsBackTheNextRequest() throws Exception {
        String reset = String.valueOf(System.currentTimeMillis() / 1000 + 4000);
        Reply last = new Reply(200, Map.of("X-Ratelimit-Remaining", "0", "X-Ratelimit-Reset", reset), record().body());
        try (ScriptedServer server = new ScriptedServer(last, record())) {
            AhaClient client = client(server);
            client.get("5");
            client.get("5");
            assertEquals(Duration.ofSeconds(65).toNanos(), aha.time.passed());
            assertTrue(aha.log.get(0).startsWith("Waiting about 65 s, as Aha! asked."));
        }
    }

    @Test
    void anEmptyAnswerToAnUpdateIsFollowedByReadingUntilTheValuesAreThere() throws Exception {
        aha.simulator.settings().staleMillis(3_000);
        aha.simulator.faults().next(Fault.EMPTY_AFTER_STORING);
        CustomTableRecord updated = aha.client.update(SimulatedAha.ACME, Map.of("name", "Renamed"));
        assertEquals("Renamed", updated.fields().get("name"));
        assertEquals(4, aha.seen("GET"));
    }

    @Test
    void aWebPageIsNoConfirmationOfADelete() throws Exception {
        aha.simulator.faults().next(Fault.HTML_BEFORE_STORING);
        aha.client.delete(SimulatedAha.ACME);
        assertEquals(0, aha.customersNamed("Acme Corp").size());
        assertEquals(2, aha.seen("DELETE"));
    }

    private RetryingTransport patient(Limits limits, Transport transport) {
        return new RetryingTransport(
                transport,
                new RequestLimiter(limits, aha.time),
                new ServerClock(aha.time),
                RetryPolicy.DEFAULT,
                aha.time,
                new Random(1),
                new RequestSource("build", BuildLog.NONE),
                new Cancellation());
    }

    /** Fails the first try after three seconds, and notes in milliseconds when each was sent. */
    private Transport failingOnce(boolean sent, List<Long> sentAt) {
        return request -> {
            sentAt.add(aha.time.passed() / 1_000_000);
            if (sentAt.size() == 1) {
                aha.time.pass(Duration.ofSeconds(3));
                throw Failures.unanswered(request, "there was no answer in time", sent, true, null);
            }
            return new Response(200, Map.of(), new byte[0]);
        };
    }

    /** It may arrive after its repeat, so both must fit into the limits. */
    @ParameterizedTest
    @CsvSource({"true, 7005", "false, 4005"})
    void aRequestWhoseAnswerNeverCameHoldsItsPlaceForLonger(boolean sent, long repeatedAtMillis) throws Exception {
        List<Long> sentAt = new ArrayList<>();
        RetryingTransport patient = patient(new Limits(1, 300), failingOnce(sent, sentAt));
        patient.send(Request.of(Request.Method.GET, "read", "me"), response -> "read");
        assertEquals(List.of(0L, repeatedAtMillis), sentAt);
    }

    /** A write that takes effect after its repeat, or after its failure, would undo what is written next. */
    @Test
    void aWriteWhoseAnswerNeverCameIsWaitedForBeforeAnythingElseIsWritten() throws Exception {
        List<Long> sentAt = new ArrayList<>();
        RetryingTransport patient = patient(Limits.DOCUMENTED, failingOnce(true, sentAt));
        patient.send(Request.of(Request.Method.PUT, "write", "features", "1"), response -> "written");
        assertEquals(List.of(0L, 6_000L), sentAt);

        sentAt.clear();
        long begun = aha.time.passed();
        Request create = Request.of(Request.Method.POST, "create", "records");
        assertThrows(AhaException.class, () -> patient.send(create, response -> "created"));
        assertEquals(Duration.ofSeconds(6), Duration.ofNanos(aha.time.passed() - begun));
        assertEquals(1, sentAt.size());

        sentAt.clear();
        begun = aha.time.passed();
        patient.send(Request.of(Request.Method.GET, "read", "me"), response -> "read");
        assertTrue(aha.time.passed() - begun < Duration.ofSeconds(4).toNanos(), "a reading undoes nothing");
    }
}
