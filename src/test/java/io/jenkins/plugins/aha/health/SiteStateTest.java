package io.jenkins.plugins.aha.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a site's state makes of answers, in a time of its own. */
class SiteStateTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:30Z");

    private Instant now = START;
    private final SiteState state = new SiteState("acme", "https://acme.aha.io", () -> now);

    private static Caller build(String job, int number) {
        return new Caller("key", job, number);
    }

    private void answer(Caller caller, int status) {
        answer(caller, status, "application/json");
    }

    private void answer(Caller caller, int status, String type) {
        state.answered(
                caller, new Response(status, Map.of("content-type", type), "{}".getBytes(StandardCharsets.UTF_8)));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void a401RefusesTheKeyUntilItIsAccepted() {
        answer(build("first", 1), 401);
        pass(Duration.ofHours(1));
        answer(build("second", 7), 401);
        assertEquals(
                List.of(new SiteReport.RefusedKey(
                        "key", START, "Aha! answered 401 Unauthorized", List.of("first", "second"))),
                state.report().refusedKeys());
        assertTrue(state.report().isTrouble());
        answer(build("first", 2), 200);
        assertFalse(state.report().isTrouble());
        assertEquals(List.of(), state.report().refusedKeys());
    }

    @Test
    void a401OfAWebPageRefusesTheKeyToo() {
        answer(build("job", 1), 401, "text/html");
        assertEquals(1, state.report().refusedKeys().size());
        assertNull(state.report().silence());
    }

    @Test
    void anUnusableKeyIsRefusedThoughItWasNeverSent() {
        AhaException failure = new AhaException(
                AhaException.Reason.UNAUTHORIZED, 0, "d", "there is no API key to send", "m", false, false, null);
        state.failed(build("job", 1), failure);
        assertEquals(
                "there is no API key to send",
                state.report().refusedKeys().get(0).answer());
        assertNull(state.report().silence());
    }

    @Test
    void oneThingThatIsForbiddenDoesNotRefuseTheKey() {
        answer(build("job", 1), 403);
        answer(build("job", 1), 403);
        answer(build("job", 1), 200);
        answer(build("job", 1), 403);
        assertEquals(List.of(), state.report().refusedKeys());
        assertEquals("Aha! answered 403 Forbidden", state.report().lastError());
    }

    @Test
    void everythingForbiddenRefusesTheKey() {
        for (int number = 1; number <= 3; number++) {
            assertFalse(state.report().isTrouble());
            answer(build("job", number), 403);
        }
        assertTrue(state.report().isTrouble());
        answer(build("job", 4), 404);
        assertFalse(state.report().isTrouble(), "what is not found was looked for: the key is accepted");
    }

    @Test
    void aKeyThatTheJobDoesNotUseAnyMoreIsForgotten() {
        answer(build("job", 1), 401);
        answer(new Caller("new key", "job", 1), 200);
        assertTrue(state.report().isTrouble(), "the same build may use both");
        answer(new Caller("new key", "other", 9), 200);
        assertTrue(state.report().isTrouble(), "another job says nothing");
        answer(new Caller("new key", "job", 2), 200);
        assertFalse(state.report().isTrouble());
    }

    @Test
    void silenceIsTroubleWhenItLastsAndEndsWithAnAnswer() {
        answer(build("job", 1), 200);
        AhaException failure =
                new AhaException(AhaException.Reason.UNREACHABLE, 0, "d", "no connection", "m", false, true, null);
        state.failed(build("job", 2), failure);
        pass(Duration.ofMinutes(5).minusMillis(1));
        answer(build("other", 1), 502, "text/html");
        assertFalse(state.report().isTrouble());
        pass(Duration.ofMillis(1));
        SiteReport report = state.report();
        assertTrue(report.isTrouble());
        assertEquals(new SiteReport.Silence(START, 300, true, List.of("job", "other")), report.silence());
        assertEquals("Aha! answered 502 Bad Gateway", report.lastError());
        assertEquals(START, report.lastAnswer());
        answer(build("other", 2), 422);
        assertFalse(state.report().isTrouble());
        assertEquals(now, state.report().lastAnswer());
    }

    @Test
    void webPagesAndRedirectsAreNoAnswers() {
        for (int status : new int[] {200, 302}) {
            answer(build("job", 1), 200);
            answer(build("job", 1), status, "text/html");
            assertEquals(List.of("job"), state.report().silence().jobs(), "status " + status);
        }
    }

    @Test
    void theLimitIsAnErrorButAnAnswer() {
        answer(build("job", 1), 429);
        assertEquals("Aha! answered 429 Too Many Requests", state.report().lastError());
        assertEquals(START, state.report().lastAnswer());
        assertFalse(state.report().isTrouble());
    }

    @Test
    void requestsAndWaitsAreThoseOfTheLastHour() {
        state.sending(Duration.ofSeconds(2));
        pass(Duration.ofMinutes(59));
        state.sending(Duration.ofSeconds(3));
        assertEquals(2, state.report().requests());
        assertEquals(Duration.ofSeconds(5), state.report().waited());
        pass(Duration.ofMinutes(1));
        assertEquals(1, state.report().requests());
        state.sending(Duration.ZERO);
        assertEquals(Duration.ofSeconds(3), state.report().waited());
        pass(Duration.ofDays(1));
        assertEquals(0, state.report().requests());
    }

    @Test
    void onlyAHundredJobsAreNamed() {
        for (int number = 1; number <= 150; number++) {
            answer(build("job " + number, 1), 401);
        }
        assertEquals(100, state.report().refusedKeys().get(0).jobs().size());
    }
}
