package io.jenkins.plugins.aha.http;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How often a request is repeated, and after which pauses.
 *
 * @param tries how often a request is sent at most
 * @param firstPause the pause before the first repeat; each further one is twice as long
 * @param longestPause no pause is longer, unless Aha! asks for it
 * @param timeBound no repeat begins later than this after the first try
 */
@Restricted(NoExternalUse.class)
public record RetryPolicy(int tries, Duration firstPause, Duration longestPause, Duration timeBound) {
    /** Six tries in about fifteen seconds; with pauses that Aha! asks for, ten minutes at most. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(6, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(10));

    /**
     * Returns the pause before the next try: exponential, with up to a quarter less or more by chance, so that requests
     * that failed together are not repeated together.
     *
     * @param attempt how often it was tried already, from 1
     */
    public Duration backoff(int attempt, RandomGenerator random) {
        double exponential = firstPause.toMillis() * Math.pow(2, attempt - 1.0);
        double capped = Math.min(exponential, longestPause.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.75 + random.nextDouble() / 2)));
    }

    /** Returns whether there is another try. */
    boolean allows(int attempt, Duration elapsed, Duration pause) {
        return attempt < tries && elapsed.plus(pause).compareTo(timeBound) <= 0;
    }
}
