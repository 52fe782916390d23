package io.jenkins.plugins.aha.http;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How many requests an account takes. Aha!'s own limits are 20 a second and 300 a minute for the account as a whole;
 * an administrator may leave some of it to others.
 *
 * @param perSecond requests in any second, at least 1; a site allows no more than Aha! does
 * @param perMinute requests in any minute; likewise
 */
@Restricted(NoExternalUse.class)
public record Limits(int perSecond, int perMinute) {
    /** A tenth of the minute; of a limit below ten nothing is reserved. */
    private static final int RESERVE_DIVISOR = 10;

    /** What Aha! documents. */
    public static final Limits DOCUMENTED = new Limits(20, 300);

    public Limits {
        if (perSecond < 1 || perMinute < 1) {
            throw new IllegalArgumentException("At least one request a second and one a minute must be allowed");
        }
    }

    /** Returns how many of a minute's requests are kept for builds that send no more than that. */
    public int reservedPerMinute() {
        return perMinute / RESERVE_DIVISOR;
    }

    /** Returns the stricter of both limits. */
    public Limits and(Limits others) {
        return new Limits(Math.min(perSecond, others.perSecond), Math.min(perMinute, others.perMinute));
    }
}
