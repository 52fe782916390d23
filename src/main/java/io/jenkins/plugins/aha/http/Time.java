package io.jenkins.plugins.aha.http;

import java.time.Duration;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The passing of time as the client sees it. Injected, so that no test has to wait.
 *
 * <p>Implementations are thread-safe.
 */
@Restricted(NoExternalUse.class)
public interface Time {
    /** The computer's own clock. */
    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        }
    };

    /** Returns the time of day. It may jump when the clock is set, so it never measures a duration. */
    Instant now();

    /** Nanoseconds since some fixed moment. It never goes back; only differences mean anything. */
    long nanos();

    /**
     * Waits.
     *
     * @param pause how long; not negative
     * @throws InterruptedException when the operation is aborted meanwhile
     */
    void sleep(Duration pause) throws InterruptedException;
}
