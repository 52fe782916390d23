package io.jenkins.plugins.aha.http;

import java.time.Duration;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Aha!'s time of day, as its answers' {@code Date} headers have it, kept running by the local monotonic clock: neither
 * a wrong nor a jumping clock of this computer matters. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class ServerClock {
    private final Time time;
    private Instant heard;
    private long heardAt;

    public ServerClock(Time time) {
        this.time = time;
    }

    /** Takes the time from an answer, if it has one. Refusals may come from a proxy with its own clock. */
    void hear(Response response) {
        if (response.isSuccessful()) {
            RateLimitHeaders.date(response).ifPresent(this::set);
        }
    }

    private synchronized void set(Instant date) {
        heard = date;
        heardAt = time.nanos();
    }

    /** Returns whether any answer has had the time yet; without one {@link #now()} is the local clock's. */
    public synchronized boolean isKnown() {
        return heard != null;
    }

    /** Aha!'s time, up to two seconds late. */
    public synchronized Instant now() {
        return heard == null ? time.now() : heard.plus(Duration.ofNanos(time.nanos() - heardAt));
    }
}
