package io.jenkins.plugins.aha.client;

/**
 * How long the newest answers took, and what follows for the next. Not safe for many threads by itself.
 *
 * <p>Let a request be on its way to the server for a time <i>there</i>, and then be worked on and answered for a time
 * <i>back</i>; only the sum is seen here. One request is counted <i>back</i> before its answer is here, a later one
 * <i>there</i> after it is sent. What the two add up to at least can be spared between the answer to the one and the
 * sending of the other, and still a whole window lies between their arrivals. It is at least twice the quickest sum less
 * the slowest one, unless the way there gets quicker just when the way back gets slower. Half of the quickest is taken at
 * most, so that it would have to be much.
 */
final class AnswerTimes {
    private static final int NEWEST = 20;

    private final long[] newest = new long[NEWEST];
    private int known;
    private int next;

    /** @param nanos from sending to answer */
    void add(long nanos) {
        newest[next] = nanos;
        next = (next + 1) % NEWEST;
        known = Math.min(known + 1, NEWEST);
    }

    /** Aha! refused a request, so the ways are not what they seemed: nothing is known any more. */
    void forget() {
        known = 0;
    }

    /** What can be spared, in nanoseconds: nothing before enough is known, or while answers differ much. */
    long spared() {
        if (known < NEWEST) {
            return 0;
        }
        long quickest = Long.MAX_VALUE;
        long slowest = 0;
        for (long time : newest) {
            quickest = Math.min(quickest, time);
            slowest = Math.max(slowest, time);
        }
        return Math.max(0, Math.min(quickest / 2, 2 * quickest - slowest));
    }
}
