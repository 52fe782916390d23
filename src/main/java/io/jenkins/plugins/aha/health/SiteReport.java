package io.jenkins.plugins.aha.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How a site has answered the builds since Jenkins started, at one moment. Immutable.
 *
 * @param site name of the site
 * @param url its address
 * @param lastAnswer when Aha! last answered; null for not yet
 * @param lastErrorAt when a request last failed for a reason other than its content; null for not yet
 * @param lastError what happened then, as a clause; null for nothing
 * @param silence null while the site answers
 * @param refusedKeys the API keys that Aha! does not accept
 * @param requests how many requests were sent in the last hour
 * @param waited how long these waited for Aha!'s limits, all together
 */
@Restricted(NoExternalUse.class)
public record SiteReport(
        String site,
        String url,
        Instant lastAnswer,
        Instant lastErrorAt,
        String lastError,
        Silence silence,
        List<RefusedKey> refusedKeys,
        long requests,
        Duration waited) {

    /**
     * A credential whose key Aha! does not accept.
     *
     * @param since when it was first refused
     * @param answer what Aha! answered last, as a clause
     * @param jobs full names of the jobs that met it
     */
    @Restricted(NoExternalUse.class)
    public record RefusedKey(String credentialsId, Instant since, String answer, List<String> jobs) {}

    /**
     * The time in which every request failed.
     *
     * @param since when the first of them failed
     * @param seconds how long ago that was
     * @param isLong whether administrators should know
     * @param jobs full names of the jobs that met it
     */
    @Restricted(NoExternalUse.class)
    public record Silence(Instant since, long seconds, boolean isLong, List<String> jobs) {}

    /** Returns for how long no answer has come; 0 while the site answers. */
    long silentSeconds() {
        return silence == null ? 0 : silence.seconds();
    }

    /** Returns whether an administrator has something to do. */
    public boolean isTrouble() {
        return !refusedKeys.isEmpty() || silence != null && silence.isLong();
    }
}
