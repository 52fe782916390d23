package io.jenkins.plugins.aha.health;

import java.time.Instant;
import java.util.Optional;

/** What Aha! said to an API key that it does not accept. Not thread-safe. */
final class KeyState {
    /** A user may be forbidden a thing or two; a key that is answered nothing else is of no use. */
    private static final int FORBIDDEN_IN_A_ROW = 3;

    private final AffectedJobs jobs = new AffectedJobs();
    private final Instant since;
    private int forbidden;
    private boolean refused;
    private String answer;

    KeyState(Instant since) {
        this.since = since;
    }

    /**
     * Remembers an answer 401 or 403.
     *
     * @param unauthorized true for 401: the key itself is not accepted; false for 403: it may not do this, or nothing at
     *     all
     */
    void refused(String problem, Caller caller, boolean unauthorized) {
        forbidden += unauthorized ? 0 : 1;
        refused |= unauthorized || forbidden >= FORBIDDEN_IN_A_ROW;
        answer = problem;
        jobs.add(caller);
    }

    /** Forgets the job of a build that Aha! answers with another key; returns whether no job is left. */
    boolean isAbandonedBy(Caller caller) {
        jobs.forgetIfOlder(caller);
        return jobs.isEmpty();
    }

    /** Returns what administrators should know; empty while the key may be fine. */
    Optional<SiteReport.RefusedKey> report(String credentialsId) {
        return refused
                ? Optional.of(new SiteReport.RefusedKey(credentialsId, since, answer, jobs.names()))
                : Optional.empty();
    }
}
