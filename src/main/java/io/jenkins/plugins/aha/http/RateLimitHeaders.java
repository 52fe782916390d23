package io.jenkins.plugins.aha.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long Aha! asks to wait: {@code Retry-After} (seconds or a date), {@code retry_after}, then {@code
 * X-Ratelimit-Reset} (UTC Unix seconds); documented is only the last. Malformed headers count as absent.
 */
final class RateLimitHeaders {
    /** Longer than the longest window of Aha!'s limits; a longer pause that is asked for becomes this. */
    static final Duration LONGEST = Duration.ofSeconds(65);

    private RateLimitHeaders() {}

    /** Returns the pause that an answer of 429 (or 503) asks for. */
    static Optional<Duration> pauseAfterRefusal(Response response, Instant localTime) {
        Instant now = date(response).orElse(localTime);
        return retryAfter(response, "retry-after", now)
                .or(() -> retryAfter(response, "retry_after", now))
                .or(() -> reset(response, now))
                .map(RateLimitHeaders::bounded);
    }

    /** Returns the pause that an answer asks for which was the last one allowed. */
    static Optional<Duration> pauseAfterLast(Response response, Instant localTime) {
        boolean last =
                number(response, "x-ratelimit-remaining").map(n -> n <= 0).orElse(false);
        return last
                ? reset(response, date(response).orElse(localTime)).map(RateLimitHeaders::bounded)
                : Optional.empty();
    }

    /** Returns the server's own time, to the second. */
    static Optional<Instant> date(Response response) {
        return response.header("date").flatMap(RateLimitHeaders::httpDate);
    }

    private static Optional<Duration> retryAfter(Response response, String header, Instant now) {
        Optional<Duration> seconds = number(response, header).map(RateLimitHeaders::seconds);
        return seconds.or(() ->
                response.header(header).flatMap(RateLimitHeaders::httpDate).map(until -> Duration.between(now, until)));
    }

    private static Optional<Duration> reset(Response response, Instant now) {
        return number(response, "x-ratelimit-reset").map(seconds -> seconds(seconds - now.toEpochMilli() / 1000.0));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST.toSeconds()) * 1000));
    }

    private static Duration bounded(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private static Optional<Double> number(Response response, String header) {
        return response.header(header)
                .map(String::trim)
                .filter(text -> text.matches("[0-9]{1,15}(\\.[0-9]{1,9})?"))
                .map(Double::valueOf);
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException rubbish) {
            return Optional.empty();
        }
    }
}
