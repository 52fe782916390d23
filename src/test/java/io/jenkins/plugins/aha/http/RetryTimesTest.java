package io.jenkins.plugins.aha.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long to wait before a repeat, and what time it is at Aha!. */
class RetryTimesTest {
    private static RandomGenerator drawing(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("not asked for");
            }

            @Override
            public double nextDouble() {
                return number;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 500",
        "2, 0.5, 1000",
        "3, 0.5, 2000",
        "6, 0.5, 16000",
        "7, 0.5, 30000",
        "5000, 0.5, 30000",
        "1, 0, 375",
        "1, 1, 625",
        "9, 1, 37500"
    })
    void backoffDoublesUpToACapWithAQuarterOfChance(int attempt, double drawn, long millis) {
        assertEquals(Duration.ofMillis(millis), RetryPolicy.DEFAULT.backoff(attempt, drawing(drawn)));
    }

    @Test
    void triesAndTimeAreBounded() {
        RetryPolicy policy = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertTrue(policy.allows(2, Duration.ZERO, Duration.ZERO));
        assertFalse(policy.allows(3, Duration.ZERO, Duration.ZERO));
        assertTrue(policy.allows(1, Duration.ofSeconds(7), Duration.ofSeconds(3)));
        assertFalse(
                policy.allows(1, Duration.ofSeconds(7), Duration.ofSeconds(3).plusNanos(1)));
    }

    private static Response dated(int status, String date) {
        return new Response(status, Map.of("date", date), new byte[0]);
    }

    @Test
    void theServersTimeRunsOnWhateverTheLocalClockDoes() {
        VirtualTime time = new VirtualTime();
        ServerClock clock = new ServerClock(time);
        assertFalse(clock.isKnown());
        assertEquals(time.now(), clock.now());
        clock.hear(dated(200, "Sat, 01 Aug 2026 12:00:00 GMT"));
        assertTrue(clock.isKnown());
        time.setClockBy(Duration.ofDays(-400));
        time.pass(Duration.ofSeconds(5));
        assertEquals(Instant.parse("2026-08-01T12:00:05Z"), clock.now());
        clock.hear(dated(200, "Sat, 01 Aug 2026 13:00:00 GMT"));
        assertEquals(Instant.parse("2026-08-01T13:00:00Z"), clock.now());
    }

    @Test
    void theClockOfAProxyIsNotAhas() {
        VirtualTime time = new VirtualTime();
        ServerClock clock = new ServerClock(time);
        clock.hear(dated(502, "Sat, 01 Aug 2026 12:00:00 GMT"));
        clock.hear(dated(200, "never"));
        assertFalse(clock.isKnown());
    }

    @Test
    void theSystemsTime() throws Exception {
        long before = System.nanoTime();
        Time.SYSTEM.sleep(Duration.ofNanos(1_000_001));
        assertTrue(System.nanoTime() - before >= 1_000_001);
        assertTrue(Time.SYSTEM.nanos() - before >= 1_000_001);
        assertTrue(Duration.between(Instant.now(), Time.SYSTEM.now()).abs().toMinutes() < 1);
    }
}
