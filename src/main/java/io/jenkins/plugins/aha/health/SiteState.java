package io.jenkins.plugins.aha.health;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.StatusCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps how one site answers the requests of builds, in memory. Thread-safe. */
final class SiteState {
    /** Shorter troubles pass while a build repeats its requests. */
    private static final Duration LONG_SILENCE = Duration.ofMinutes(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final String site;
    private final String url;
    private final InstantSource clock;
    private final LastHour lastHour = new LastHour();
    private final Map<String, KeyState> refusals = new TreeMap<>();
    private AffectedJobs unanswered = new AffectedJobs();
    private Instant lastAnswer;
    private Instant lastErrorAt;
    private String lastError;
    private Instant silentSince;

    SiteState(String site, String url, InstantSource clock) {
        this.site = site;
        this.url = url;
        this.clock = clock;
    }

    String url() {
        return url;
    }

    /** Counts a request that is about to be sent. */
    void sending(Duration waited) {
        locked(() -> lastHour.count(clock.instant(), waited));
    }

    /** Remembers an answer, of whatever status. */
    void answered(Caller caller, Response response) {
        int status = response.status();
        String problem = StatusCodes.problem(status);
        if (status >= 500 || status >= 300 && status < 400 || response.isSuccessful() && response.isWebPage()) {
            // A server on the way, a maintenance page or a login page: not the API.
            String page = response.isSuccessful() ? Messages.SiteState_webPage() : problem;
            locked(() -> unanswered(caller, page));
            return;
        }
        locked(() -> {
            lastAnswer = clock.instant();
            silentSince = null;
            unanswered = new AffectedJobs();
            switch (StatusCodes.reasonOf(status)) {
                case UNAUTHORIZED -> refused(caller, problem, true);
                case FORBIDDEN -> refused(caller, problem, false);
                default -> accepted(caller);
            }
            if (status == 429) {
                error(problem);
            }
        });
    }

    /** Remembers that no answer came, or that there was no usable API key to send. */
    void failed(Caller caller, AhaException failure) {
        locked(() -> {
            if (failure.getReason() == AhaException.Reason.UNAUTHORIZED) {
                refused(caller, failure.problem(), true);
            } else {
                unanswered(caller, failure.problem());
            }
        });
    }

    private void refused(Caller caller, String problem, boolean unauthorized) {
        error(problem);
        refusals.computeIfAbsent(caller.credentialsId(), id -> new KeyState(clock.instant()))
                .refused(problem, caller, unauthorized);
    }

    /** The key is fine, and a key that the job used before is no longer of interest to it. */
    private void accepted(Caller caller) {
        refusals.remove(caller.credentialsId());
        refusals.values().removeIf(key -> key.isAbandonedBy(caller));
    }

    private void unanswered(Caller caller, String problem) {
        error(problem);
        silentSince = silentSince == null ? clock.instant() : silentSince;
        unanswered.add(caller);
    }

    private void error(String problem) {
        lastErrorAt = clock.instant();
        lastError = problem;
    }

    /** Returns what is known now. */
    SiteReport report() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return new SiteReport(
                    site,
                    url,
                    lastAnswer,
                    lastErrorAt,
                    lastError,
                    silence(now),
                    refusals.entrySet().stream()
                            .map(key -> key.getValue().report(key.getKey()))
                            .flatMap(Optional::stream)
                            .toList(),
                    lastHour.requests(now),
                    lastHour.waited(now));
        } finally {
            lock.unlock();
        }
    }

    private SiteReport.Silence silence(Instant now) {
        if (silentSince == null) {
            return null;
        }
        Duration length = Duration.between(silentSince, now);
        return new SiteReport.Silence(
                silentSince, length.toSeconds(), length.compareTo(LONG_SILENCE) >= 0, unanswered.names());
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
