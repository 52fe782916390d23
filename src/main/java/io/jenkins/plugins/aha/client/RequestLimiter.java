package io.jenkins.plugins.aha.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps all requests to one account below its {@link Limits}, first come first served. Safe for use by many threads.
 *
 * <p>Aha! counts when a request arrives, which nobody here knows: only that it is between sending and answer. A request
 * therefore fills its place in the windows from the moment it is let go until one window after its answer (or after
 * {@link #LONGEST_WAY}, so that a stalled request does not hold up everybody), less what {@link AnswerTimes} know of the
 * ways. That way the server does not see more than allowed, however unevenly the network delays.
 */
public final class RequestLimiter {
    private static final long SECOND = Duration.ofMillis(1_005).toNanos();
    private static final long MINUTE = Duration.ofMillis(60_050).toNanos();
    private static final long LONGEST_WAY = Duration.ofSeconds(3).toNanos();
    /** A waiter looks again at least this often, because those before it may give up. */
    private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();

    private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();
    private static final long WORTH_TELLING = Duration.ofSeconds(5).toNanos();

    private final Time time;
    private final long start;
    private final Deque<Permit> sent = new ArrayDeque<>();
    private final AnswerTimes answerTimes = new AnswerTimes();
    private final List<Object> waiting = new ArrayList<>();
    private Limits limits;
    private long pausedUntil;

    public RequestLimiter(Limits limits, Time time) {
        this.limits = limits;
        this.time = time;
        this.start = time.nanos();
    }

    /** The right to send one request. */
    public final class Permit {
        private final long sentAt;
        private long arrivedBy;
        private boolean answered;

        private Permit(long sentAt) {
            this.sentAt = sentAt;
            this.arrivedBy = sentAt + LONGEST_WAY;
        }

        /** To be called when the answer (or an error instead) is there; further calls do nothing. */
        public void answered() {
            synchronized (RequestLimiter.this) {
                if (!answered) {
                    answered = true;
                    answerTimes.add(elapsed() - sentAt);
                    arrivedBy = Math.min(arrivedBy, elapsed());
                }
            }
        }

        /** From when on a window must pass before a request can be sent in its place. */
        private long countedBy(boolean hopeful, long now, long spared) {
            long latest = hopeful && !answered ? Math.min(arrivedBy, Math.max(sentAt, now)) : arrivedBy;
            return Math.max(sentAt, latest - spared);
        }
    }

    /**
     * Waits until one more request may be sent. A wait that will take over five seconds is told once.
     *
     * @throws InterruptedException when the operation is aborted meanwhile; the place in the queue is free again
     */
    public Permit acquire(Notices notices) throws InterruptedException {
        Object me = new Object();
        boolean told = false;
        long begun = time.nanos();
        synchronized (this) {
            waiting.add(me);
        }
        try {
            while (true) {
                long wait;
                Limits kept;
                synchronized (this) {
                    kept = limits;
                    long now = elapsed();
                    int place = waiting.indexOf(me);
                    wait = slot(place, now, false) - now;
                    if (wait <= 0) {
                        // At once: counted as sent and as waiting, it would make those behind wait for a window.
                        waiting.remove(me);
                        return grant(now);
                    }
                    wait = Math.min(wait, slot(place, now, true) - now);
                }
                if (time.nanos() - begun + wait > WORTH_TELLING && !told) {
                    told = true;
                    notices.tell("Waiting about " + Math.round(Math.ceil(wait / 1e9)) + " s more for Aha!'s limits of "
                            + kept.perSecond() + " requests a second and " + kept.perMinute() + " a minute.");
                }
                time.sleep(Duration.ofNanos(Math.max(SHORTEST_NAP, Math.min(LONGEST_NAP, wait))));
            }
        } finally {
            synchronized (this) {
                waiting.remove(me);
            }
        }
    }

    /** Holds back every request from now on; a pause that is already longer stays. */
    public synchronized void pause(Duration pause) {
        pausedUntil = Math.max(pausedUntil, elapsed() + pause.toNanos());
    }

    /** Changes the limits; who waits already looks again within a second. What was sent counts as it did. */
    public synchronized void limitTo(Limits changed) {
        limits = changed;
    }

    /** Aha! counted more than was counted here: nothing is spared until new answers are known to be steady. */
    public synchronized void refused() {
        answerTimes.forget();
    }

    private Permit grant(long now) {
        Permit permit = new Permit(now);
        sent.addLast(permit);
        while (!sent.isEmpty() && sent.peekFirst().arrivedBy + MINUTE <= now) {
            sent.removeFirst();
        }
        return permit;
    }

    /** When the waiter at a place of the queue may go, if those before it go as early as they can. */
    private long slot(int place, long now, boolean hopeful) {
        long earliest = Math.max(now, pausedUntil);
        if (sent.size() + place < Math.min(limits.perSecond(), limits.perMinute())) {
            return earliest;
        }
        long spared = answerTimes.spared();
        Window second = new Window(limits.perSecond());
        Window minute = new Window(limits.perMinute());
        for (Permit permit : sent) {
            second.fill(permit.countedBy(hopeful, now, spared) + SECOND);
            minute.fill(permit.countedBy(hopeful, now, spared) + MINUTE);
        }
        long slot = earliest;
        for (int ahead = 0; ; ahead++) {
            slot = Math.max(slot, Math.max(second.freeAt(), minute.freeAt()));
            if (ahead == place) {
                return slot;
            }
            second.fill(slot + SECOND);
            minute.fill(slot + MINUTE);
        }
    }

    private long elapsed() {
        return time.nanos() - start;
    }

    /** The latest moments at which requests leave a sliding window; as many as the window takes. */
    private static final class Window {
        private final int size;
        private final PriorityQueue<Long> leaving;

        Window(int size) {
            this.size = size;
            this.leaving = new PriorityQueue<>();
        }

        void fill(long until) {
            leaving.add(until);
            if (leaving.size() > size) {
                leaving.remove();
            }
        }

        long freeAt() {
            return leaving.size() < size ? Long.MIN_VALUE : leaving.peek();
        }
    }
}
