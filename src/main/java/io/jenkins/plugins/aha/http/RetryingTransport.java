package io.jenkins.plugins.aha.http;

import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Sends requests within the account's limits, and repeats them where that cannot do harm. Thread-safe.
 *
 * <p>GET, PUT of a whole list or of fields, and DELETE do the same when sent twice, so they are repeated after every
 * temporary failure. POST is repeated only when Aha! surely did not act on it; for the rest see {@code
 * client.RecordCreation}. A PUT or POST that got no answer may take effect later, and undo or double what is written
 * next: its repeat, or its failure, waits for as long again as its answer was waited for.
 */
@Restricted(NoExternalUse.class)
public final class RetryingTransport {
    /** A shorter pause, or one until a moment that has passed, means nothing: clocks differ. */
    private static final Duration SHORTEST_ASKED = Duration.ofSeconds(1);
    /** A server that does not answer a handshake is tried once more, not as often as what fails at once. */
    private static final int LATE_CONNECTIONS = 2;
    /** A limit without a hint may need a minute to pass: the default policy's pauses add up to one from here. */
    private static final int STEPS_AHEAD_WHEN_LIMITED = 2;

    private final Transport transport;
    private final RequestLimiter limiter;
    private final ServerClock serverClock;
    private final RetryPolicy policy;
    private final Time time;
    private final RandomGenerator random;
    private final RequestSource source;
    private final BuildLog log;
    private final Cancellation cancellation;

    /** Makes something of an answer. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Reader<T> {
        /** @throws AhaException when the answer is not what it should be */
        T read(Response response) throws AhaException;
    }

    public RetryingTransport(
            Transport transport,
            RequestLimiter limiter,
            ServerClock serverClock,
            RetryPolicy policy,
            Time time,
            RandomGenerator random,
            RequestSource source,
            Cancellation cancellation) {
        this.transport = transport;
        this.limiter = limiter;
        this.serverClock = serverClock;
        this.policy = policy;
        this.time = time;
        this.random = random;
        this.source = source;
        this.log = source.log();
        this.cancellation = cancellation;
    }

    /**
     * Sends a request, again and again where that is right and may help. Cancelling stops it, in whatever thread.
     *
     * @param reader reads a successful answer; one that it refuses counts as a failure of the transport
     * @return what the reader made of the answer; null when a DELETE finds nothing left after a try without answer
     * @throws AhaException the last failure, when no further try is left or right
     */
    public <T> T send(Request request, Reader<T> reader) throws AhaException, InterruptedException {
        return send(request, reader, policy.tries());
    }

    /**
     * Sends a request as {@link #send(Request, Reader)} does.
     *
     * @param slowTries how often at most when the answer would be too large or takes too long
     */
    public <T> T send(Request request, Reader<T> reader, int slowTries) throws AhaException, InterruptedException {
        try (Cancellation.Activity activity = beginInThisThread()) {
            return sendAndRepeat(request, reader, slowTries);
        }
    }

    /** Makes the calling thread stop waiting, wherever it does, when the operation is cancelled. */
    public Cancellation.Activity beginInThisThread() throws InterruptedException {
        return cancellation.beginInThisThread();
    }

    private <T> T sendAndRepeat(Request request, Reader<T> reader, int slowTries)
            throws AhaException, InterruptedException {
        long begun = time.nanos();
        int slow = 0;
        int lateConnections = 0;
        boolean maybeDone = false;
        for (int attempt = 1; ; attempt++) {
            AhaException failure;
            Optional<Duration> asked = Optional.empty();
            long queued = time.nanos();
            RequestLimiter.Permit permit = limiter.acquire(source);
            try {
                transport.waited(Duration.ofNanos(time.nanos() - queued));
                Response response = sendOnce(request, permit);
                if (response.isSuccessful()) {
                    T answer = reader.read(response);
                    serverClock.hear(response);
                    return answer;
                }
                if (maybeDone && isGone(request, response)) {
                    return null;
                }
                failure = Failures.answered(request, response);
                if (response.status() == 429 || response.status() == 503) {
                    asked = RateLimitHeaders.pauseAfterRefusal(response, time.now())
                            .filter(pause -> pause.compareTo(SHORTEST_ASKED) >= 0);
                }
            } catch (AhaException e) {
                failure = e;
            }
            maybeDone |= failure.mayHaveBeenActedOn();
            boolean limited = failure.getReason() == Reason.RATE_LIMITED;
            int steps = limited ? attempt + STEPS_AHEAD_WHEN_LIMITED : attempt;
            Duration pause = asked.orElseGet(() -> policy.backoff(steps, random));
            if (limited || asked.isPresent()) {
                limiter.pause(pause);
            }
            boolean writes = request.method() == Method.PUT || request.method() == Method.POST;
            boolean mayComeLate = writes && failure.mayHaveBeenActedOn();
            Duration late = mayComeLate ? permit.stillOnItsWay() : Duration.ZERO;
            pause = pause.compareTo(late) < 0 ? late : pause;
            Duration elapsed = Duration.ofNanos(time.nanos() - begun);
            slow += failure.isTooMuch() ? 1 : 0;
            lateConnections += failure.isConnectionLate() ? 1 : 0;
            boolean enough = slow >= slowTries || lateConnections >= LATE_CONNECTIONS;
            if (enough || !mayRepeat(request, failure) || !policy.allows(attempt, elapsed, pause)) {
                if (!late.isZero()) {
                    time.sleep(late);
                }
                throw attempt == 1
                        ? failure
                        : new AhaException(failure.getMessage() + " Tried " + attempt + " times.", failure);
            }
            log.info(failure.problem() + "; trying again in " + tenths(pause) + " s (" + request + ", try "
                    + (attempt + 1) + " of " + policy.tries() + ").");
            time.sleep(pause);
        }
    }

    private Response sendOnce(Request request, RequestLimiter.Permit permit) throws AhaException, InterruptedException {
        try {
            Response response = transport.send(request);
            permit.answered();
            if (response.status() != 429) {
                RateLimitHeaders.pauseAfterLast(response, time.now()).ifPresent(limiter::pause);
            }
            return response;
        } catch (AhaException e) {
            if (e.getReason() != Reason.UNREACHABLE || !e.mayHaveBeenActedOn()) {
                permit.answered();
            }
            throw e;
        } finally {
            permit.lost();
        }
    }

    /** A record that is gone after a DELETE without answer was deleted by it. */
    private static boolean isGone(Request request, Response response) {
        return request.method() == Method.DELETE && (response.status() == 404 || response.status() == 410);
    }

    private static boolean mayRepeat(Request request, AhaException failure) {
        return failure.isTemporary() && (request.method() != Method.POST || !failure.mayHaveBeenActedOn());
    }

    private static String tenths(Duration pause) {
        return String.valueOf(Math.round(pause.toMillis() / 100.0) / 10.0);
    }
}
