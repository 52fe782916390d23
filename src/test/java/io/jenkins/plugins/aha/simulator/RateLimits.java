package io.jenkins.plugins.aha.simulator;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Aha!'s limits: 20 requests in any second and 300 in any minute, by sliding window over the time of arrival; above
 * either, 429.
 *
 * <p>A refused request does not count against the limits, but counts in the peaks. Limits hold for the whole account,
 * whatever the token. Setters return this object. Thread-safe.
 */
public final class RateLimits {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final LongSupplier nanoClock;
    private final SlidingWindow arrivedInSecond = new SlidingWindow(SECOND);
    private final SlidingWindow arrivedInMinute = new SlidingWindow(60 * SECOND);
    private final SlidingWindow servedInSecond = new SlidingWindow(SECOND);
    private final SlidingWindow servedInMinute = new SlidingWindow(60 * SECOND);
    private int perSecond = 20;
    private int perMinute = 300;
    private int arrivals;
    private int violations;
    private RateLimitHeaders headers = RateLimitHeaders.X_RATELIMIT;
    private ErrorShape body = ErrorShape.ERROR;

    RateLimits(Clock clock, LongSupplier nanoClock) {
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** The most requests in any second; 20 unless set. */
    public synchronized RateLimits perSecond(int requests) {
        perSecond = requests;
        return this;
    }

    /** The most requests in any minute; 300 unless set. */
    public synchronized RateLimits perMinute(int requests) {
        perMinute = requests;
        return this;
    }

    /** No limits: nothing is refused; the peaks are still measured. */
    public RateLimits off() {
        return perSecond(UNLIMITED).perMinute(UNLIMITED);
    }

    /** Which headers are sent; {@link RateLimitHeaders#X_RATELIMIT} unless set. */
    public synchronized RateLimits headers(RateLimitHeaders sent) {
        headers = sent;
        return this;
    }

    /** The body of a 429; {@link ErrorShape#ERROR} unless set. */
    public synchronized RateLimits body(ErrorShape shape) {
        body = shape;
        return this;
    }

    /** The most requests that arrived in any second, refused ones too. */
    public synchronized int peakPerSecond() {
        return arrivedInSecond.peak();
    }

    /** The most requests that arrived in any minute, refused ones too. */
    public synchronized int peakPerMinute() {
        return arrivedInMinute.peak();
    }

    /** How many requests arrived, refused ones too. */
    public synchronized int arrivals() {
        return arrivals;
    }

    /** How many requests were refused because a limit was reached. */
    public synchronized int violations() {
        return violations;
    }

    /** Forgets every arrival, the peaks and the counts; keeps the limits. */
    public synchronized void reset() {
        arrivedInSecond.clear();
        arrivedInMinute.clear();
        servedInSecond.clear();
        servedInMinute.clear();
        arrivals = 0;
        violations = 0;
    }

    /** Counts a request in; the 429 to answer when it is over a limit. */
    synchronized Optional<Answer> arrive() {
        long now = nanoClock.getAsLong();
        arrivals++;
        arrivedInSecond.add(now);
        arrivedInMinute.add(now);
        if (servedInSecond.count(now) >= perSecond) {
            return Optional.of(refusal(perSecond, servedInSecond.nanosUntilOldestIsOut(now)));
        }
        if (servedInMinute.count(now) >= perMinute) {
            return Optional.of(refusal(perMinute, servedInMinute.nanosUntilOldestIsOut(now)));
        }
        servedInSecond.add(now);
        servedInMinute.add(now);
        return Optional.empty();
    }

    /** The headers of an answer that is not refused. */
    synchronized Map<String, String> countHeaders() {
        if (!headers.counts() || perMinute == UNLIMITED) {
            return Map.of();
        }
        long now = nanoClock.getAsLong();
        int left = Math.max(0, perMinute - servedInMinute.count(now));
        return counts(perMinute, left, servedInMinute.nanosUntilOldestIsOut(now));
    }

    /** A 429 that no limit asked for, for {@link Fault#TOO_MANY_REQUESTS}: safe to try again after a second. */
    synchronized Answer refusalByFault(boolean withHeaders) {
        Answer bare = body.answer(429, "Rate limit exceeded");
        return withHeaders ? bare.with(counts(perSecond, 0, SECOND)).with(Map.of("Retry-After", "1")) : bare;
    }

    private Answer refusal(int limit, long waitNanos) {
        violations++;
        Answer answer = body.answer(429, "Rate limit exceeded");
        if (headers.counts()) {
            answer = answer.with(counts(limit, 0, waitNanos));
        }
        if (headers.retryAfter()) {
            answer = answer.with(Map.of("Retry-After", Long.toString(Math.max(1, ceiling(waitNanos, SECOND)))));
        }
        return answer;
    }

    private Map<String, String> counts(int limit, int remaining, long waitNanos) {
        long resetMillis = clock.millis() + ceiling(waitNanos, 1_000_000);
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("X-Ratelimit-Limit", Integer.toString(limit));
        counts.put("X-Ratelimit-Remaining", Integer.toString(remaining));
        counts.put("X-Ratelimit-Reset", Long.toString(ceiling(resetMillis, 1000)));
        return counts;
    }

    private static long ceiling(long amount, long unit) {
        return Math.floorDiv(amount + unit - 1, unit);
    }
}
