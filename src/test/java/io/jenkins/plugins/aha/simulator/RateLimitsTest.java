package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
    private static final long START_SECONDS = 1_546_300_800L;
    private static final String RENAME = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final RateLimits limits = session.simulator().limits();

    private void expect(int times, int status) throws Exception {
        for (int request = 0; request < times; request++) {
            assertEquals(status, session.get(ACME).status(), "request " + request);
        }
    }

    @Test
    void twentyInAnySecondAndNotOneMore() throws Exception {
        expect(1, 200);
        session.pass(Duration.ofMillis(600));
        expect(19, 200);
        expect(2, 429);
        session.pass(Duration.ofNanos(399_999_999));
        expect(1, 429);
        session.pass(Duration.ofNanos(1));
        expect(1, 200);
        expect(1, 429);
        session.pass(Duration.ofMillis(600));
        expect(19, 200);
        expect(1, 429);
        assertEquals(5, limits.violations());
    }

    @Test
    void threeHundredInAnyMinuteAndNotOneMore() throws Exception {
        for (int second = 0; second < 15; second++) {
            expect(20, 200);
            session.pass(Duration.ofSeconds(1));
        }
        expect(1, 429);
        session.pass(Duration.ofSeconds(45).minusNanos(1));
        expect(1, 429);
        session.pass(Duration.ofNanos(1));
        expect(20, 200);
        expect(1, 429);
        assertEquals(303, limits.peakPerMinute());
        assertEquals(22, limits.peakPerSecond());
        assertEquals(3, limits.violations());
    }

    @Test
    void refusedWriteIsNotStored() throws Exception {
        limits.perSecond(0);
        assertEquals(429, session.put(ACME, RENAME).status());
        assertEquals(
                "Acme Corp",
                session.simulator().state().records("PRJ1", "customers").get(1).text("name"));
    }

    @Test
    void limitsMayBeOffAndPeaksAreStillMeasured() throws Exception {
        limits.off();
        expect(35, 200);
        assertEquals(35, limits.peakPerSecond());
        assertEquals(35, limits.peakPerMinute());
        assertEquals(0, limits.violations());
        assertNull(session.get(ACME).header("X-Ratelimit-Limit"));
    }

    @Test
    void resetForgetsWhatWasMeasured() throws Exception {
        limits.perMinute(2);
        expect(2, 200);
        expect(1, 429);
        limits.reset();
        assertEquals(0, limits.violations());
        assertEquals(0, limits.peakPerSecond());
        expect(2, 200);
        expect(1, 429);
    }

    @ParameterizedTest
    @CsvSource({"NONE, false, false", "X_RATELIMIT, true, false", "RETRY_AFTER, false, true", "BOTH, true, true"})
    void headersAreSentAsTheSwitchSays(RateLimitHeaders headers, boolean counts, boolean retryAfter) throws Exception {
        limits.headers(headers).perMinute(3);
        SimulatorSession.Reply served = session.get(ACME);
        assertEquals(counts ? "3" : null, served.header("X-Ratelimit-Limit"));
        assertEquals(counts ? "2" : null, served.header("X-Ratelimit-Remaining"));
        assertNull(served.header("Retry-After"));
        session.pass(Duration.ofMillis(20_300));
        expect(2, 200);
        SimulatorSession.Reply refused = session.get(ACME);
        assertEquals(429, refused.status());
        assertEquals(counts ? "3" : null, refused.header("X-Ratelimit-Limit"));
        assertEquals(counts ? "0" : null, refused.header("X-Ratelimit-Remaining"));
        assertEquals(counts ? Long.toString(START_SECONDS + 60) : null, refused.header("X-Ratelimit-Reset"));
        assertEquals(retryAfter ? "40" : null, refused.header("Retry-After"));
    }

    @Test
    void resetIsWhenItIsSafeToTryAgain() throws Exception {
        limits.perSecond(1).headers(RateLimitHeaders.BOTH);
        session.pass(Duration.ofMillis(700));
        expect(1, 200);
        SimulatorSession.Reply refused = session.get(ACME);
        assertEquals("1", refused.header("Retry-After"));
        assertEquals("1", refused.header("X-Ratelimit-Limit"));
        assertEquals(Long.toString(START_SECONDS + 2), refused.header("X-Ratelimit-Reset"));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, application/json; charset=utf-8",
        "ERRORS_TEXTS, application/json; charset=utf-8",
        "HTML, text/html; charset=utf-8",
        "EMPTY,"
    })
    void bodyIsOfTheShapeOfTheSwitch(ErrorShape shape, String contentType) throws Exception {
        limits.perSecond(0).body(shape);
        SimulatorSession.Reply refused = session.get(ACME);
        assertEquals(429, refused.status());
        assertEquals(contentType, refused.header("Content-Type"));
        assertEquals(shape == ErrorShape.EMPTY, refused.text().isEmpty());
    }
}
