package io.jenkins.plugins.aha.http;

import io.jenkins.plugins.aha.model.AhaException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps all requests to one account within its {@link Limits} and shares them out between builds. Thread-safe.
 *
 * <p>Builds that wait take turns. The last tenth of a minute's places is kept for builds that sent fewer requests than
 * that within the last minute, so that one build with thousands of writes does not make a release wait behind it.
 */
@Restricted(NoExternalUse.class)
public final class RequestLimiter {
    /** A waiter checks its place at least this often: answers, pauses and changed limits move it. */
    private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();

    private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();
    private static final long WORTH_LOGGING = Duration.ofSeconds(5).toNanos();
    private static final long LONG_WAIT = Duration.ofMinutes(1).toNanos();
    private static final Duration LONGEST_ON_ITS_WAY = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Time time;
    private final long start;
    private final RequestWindows sent = new RequestWindows();
    private final Turns turns = new Turns();
    private Limits limits;
    private long pausedUntil;

    public RequestLimiter(Limits limits, Time time) {
        this.limits = limits;
        this.time = time;
        this.start = time.nanos();
    }

    /**
     * The right to send one request. It fills a place until one window after it is {@link #answered()} or {@link
     * #lost()}.
     */
    @Restricted(NoExternalUse.class)
    public final class Permit {
        private final Object build;
        private final long sentAt;
        private Duration waited;

        private Permit(Object build, long sentAt) {
            this.build = build;
            this.sentAt = sentAt;
        }

        /** Must be called when the answer has arrived, or when the request was surely not sent. */
        public void answered() {
            endAfter(nanos -> 0);
        }

        /**
         * Must be called instead when no answer is waited for any more. The request may still be on its way, so it
         * fills its place for as long again as its answer was waited for, half a minute at most.
         */
        public void lost() {
            endAfter(nanos -> Math.min(nanos, LONGEST_ON_ITS_WAY.toNanos()));
        }

        /** Returns how long a request that has ended, but got no answer of its own, may take effect after that. */
        Duration stillOnItsWay() {
            return waited.compareTo(LONGEST_ON_ITS_WAY) < 0 ? waited : LONGEST_ON_ITS_WAY;
        }

        /** Only the first end counts. */
        private void endAfter(LongUnaryOperator more) {
            lock.lock();
            try {
                if (waited == null) {
                    long now = elapsed();
                    waited = Duration.ofNanos(now - sentAt);
                    sent.ended(build, now + more.applyAsLong(now - sentAt));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until one more request may be sent. A wait of over five seconds is logged once for a source, and once
     * more when it lasts over a minute.
     *
     * @throws AhaException when the wait is longer than the source's patience
     * @throws InterruptedException when the operation is aborted meanwhile; it leaves no place behind
     */
    public Permit acquire(RequestSource source) throws AhaException, InterruptedException {
        Object waiter = new Object();
        long begun = time.nanos();
        lock.lock();
        try {
            turns.join(source.build(), waiter);
        } finally {
            lock.unlock();
        }
        try {
            while (true) {
                long wait;
                String line;
                lock.lock();
                try {
                    long now = elapsed();
                    wait = slot(source.build(), waiter, now) - now;
                    if (wait <= 0) {
                        turns.serve(source.build(), waiter);
                        sent.sent(source.build());
                        return new Permit(source.build(), now);
                    }
                    if (!source.isPatientFor(Duration.ofNanos(time.nanos() - begun + wait))) {
                        throw busy(wait);
                    }
                    line = lineFor(source, time.nanos() - begun, wait, pausedUntil >= now + wait);
                } finally {
                    lock.unlock();
                }
                if (line != null) {
                    source.log().info(line);
                }
                time.sleep(Duration.ofNanos(Math.max(SHORTEST_NAP, Math.min(LONGEST_NAP, wait))));
            }
        } finally {
            lock.lock();
            try {
                turns.leave(source.build(), waiter);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Holds back every request from now on; a pause that is already longer stays. */
    public void pause(Duration pause) {
        lock.lock();
        try {
            pausedUntil = Math.max(pausedUntil, elapsed() + pause.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Changes the limits; waiting requests follow within a second. What was sent still counts. */
    public void limitTo(Limits changed) {
        lock.lock();
        try {
            limits = changed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a waiter may send, if each request ahead of it is sent as early as it can be. */
    private long slot(Object build, Object waiter, long now) {
        sent.forgetOld(now);
        int reserved = limits.reservedPerMinute();
        boolean mayUseReserve = sent.inMinute(build) < reserved;
        int forAll = limits.perMinute() - reserved;
        boolean onlyReserveLeft = sent.earliestInMinute(forAll, 0, now) > now;
        int ahead = turns.before(
                build, waiter, other -> mayUseReserve && onlyReserveLeft && sent.inMinute(other) >= reserved);
        long second = sent.earliestInSecond(limits.perSecond(), ahead, now);
        long minute = sent.earliestInMinute(mayUseReserve ? limits.perMinute() : forAll, ahead, now);
        return Math.max(Math.max(now, pausedUntil), Math.max(second, minute));
    }

    /**
     * Returns what the log says of a wait; null for nothing.
     *
     * @param asked whether an answer of Aha! asked for the pause
     */
    private String lineFor(RequestSource source, long waited, long wait, boolean asked) {
        String why = asked
                ? ", as Aha! asked."
                : " for the limits of " + limits.perSecond() + " requests a second and " + limits.perMinute()
                        + " a minute, which all builds share.";
        if (waited > LONG_WAIT && source.takeLongWaitLine()) {
            return "Still waiting, about " + seconds(wait) + " s more" + why;
        }
        return waited + wait > WORTH_LOGGING && source.takeWaitLine()
                ? "Waiting about " + seconds(wait) + " s" + why
                : null;
    }

    private static AhaException busy(long wait) {
        String problem = "builds use all requests that Aha! takes for the next " + seconds(wait) + " s";
        return AhaException.notSent(AhaException.Reason.UNAVAILABLE, problem, "Aha! was not asked: " + problem);
    }

    private static long seconds(long nanos) {
        return Math.round(Math.ceil(nanos / 1e9));
    }

    private long elapsed() {
        return time.nanos() - start;
    }
}
