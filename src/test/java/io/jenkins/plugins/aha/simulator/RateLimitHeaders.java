package io.jenkins.plugins.aha.simulator;

/** Which headers show a client the limits; only the first kind is documented. */
public enum RateLimitHeaders {
    /** None at all. */
    NONE(false, false),
    /** {@code X-Ratelimit-Limit}, {@code -Remaining} and {@code -Reset} (UTC Unix seconds), on every answer. */
    X_RATELIMIT(true, false),
    /** {@code Retry-After} in seconds, on 429 only. */
    RETRY_AFTER(false, true),
    /** Both kinds. */
    BOTH(true, true);

    private final boolean counts;
    private final boolean retryAfter;

    RateLimitHeaders(boolean counts, boolean retryAfter) {
        this.counts = counts;
        this.retryAfter = retryAfter;
    }

    boolean counts() {
        return counts;
    }

    boolean retryAfter() {
        return retryAfter;
    }
}
