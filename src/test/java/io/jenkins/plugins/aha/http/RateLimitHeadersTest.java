package io.jenkins.plugins.aha.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

    private static Response answer(String... headers) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Response(429, map, new byte[0]);
    }

    private static Optional<Duration> refused(String... headers) {
        return RateLimitHeaders.pauseAfterRefusal(answer(headers), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7000",
        "retry-after, ' 7 ', 7000",
        "retry-after, 0, 0",
        "retry-after, 1.5, 1500",
        "retry-after, 0.0001, 1",
        "retry-after, 65, 65000",
        "retry-after, 66, 65000",
        "retry-after, 999999999999999, 65000",
        "retry-after, 'Sat, 01 Aug 2026 12:00:09 GMT', 9000",
        "retry-after, 'Sat, 01 Aug 2026 11:59:00 GMT', 0",
        "retry-after, 'Fri, 01 Aug 2036 12:00:00 GMT', 65000",
        "retry_after, 3, 3000",
        "x-ratelimit-reset, 1785585612, 12000",
        "x-ratelimit-reset, 1785585612000, 65000",
        "x-ratelimit-reset, 1785585500, 0",
    })
    void pause(String header, String value, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), refused(header, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "1.", "9999999999999999", "0x10", "12:00", "NaN", "1,5", "٣"})
    void rubbishIsAbsent(String value) {
        assertEquals(Optional.empty(), refused("retry-after", value, "x-ratelimit-reset", value));
        assertEquals(Optional.of(Duration.ofSeconds(2)), refused("retry-after", value, "retry_after", "2"));
    }

    @Test
    void headersInTheirOrder() {
        assertEquals(Optional.empty(), refused());
        assertEquals(
                Optional.of(Duration.ofSeconds(1)),
                refused("retry-after", "1", "retry_after", "2", "x-ratelimit-reset", "1785585612"));
        assertEquals(
                Optional.of(Duration.ofSeconds(2)), refused("retry_after", "2", "x-ratelimit-reset", "1785585612"));
    }

    @Test
    void theServersOwnTimeCountsNotTheLocalOne() {
        String date = "Sat, 01 Aug 2026 12:00:10 GMT";
        assertEquals(Optional.of(Duration.ofSeconds(2)), refused("x-ratelimit-reset", "1785585612", "date", date));
        assertEquals(Optional.of(Instant.parse("2026-08-01T12:00:10Z")), RateLimitHeaders.date(answer("date", date)));
        assertEquals(Optional.empty(), RateLimitHeaders.date(answer("date", "today")));
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "-1, ", "1, ", "20, ", "none, ", "0.0, 12"})
    void theLastRequestAllowedIsFollowedByAPause(String remaining, Long seconds) {
        assertEquals(
                Optional.ofNullable(seconds).map(Duration::ofSeconds),
                RateLimitHeaders.pauseAfterLast(
                        answer("x-ratelimit-remaining", remaining, "x-ratelimit-reset", "1785585612"), NOW));
    }

    @Test
    void theLastRequestWithoutResetIsNotFollowedByAPause() {
        assertEquals(Optional.empty(), RateLimitHeaders.pauseAfterLast(answer("x-ratelimit-remaining", "0"), NOW));
        assertEquals(Optional.empty(), RateLimitHeaders.pauseAfterLast(answer("x-ratelimit-reset", "1785585612"), NOW));
    }
}
