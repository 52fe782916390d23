package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.client.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shortest time in which anybody can have so many requests answered, under an account's limits: each request is sent
 * as soon as the sliding windows of a second and of a minute let it through, arrives at once, and is answered after the
 * latency. Computing takes no time.
 *
 * @param limits the account's
 * @param latency from request to answer
 * @param doubt how long after it was sent a request may be counted, as far as the sender can tell: nothing for who knows
 *     that it arrives at once. Who must never be refused and knows only that it arrived before the answer has the
 *     latency as a doubt
 */
record IdealTime(Limits limits, Duration latency, Duration doubt) {
    /**
     * @param rounds how many requests there are, in rounds of which each can only begin when the one before is
     *     answered: how many pages a table has is told by its first page
     */
    Duration of(int... rounds) {
        List<Duration> sent = new ArrayList<>();
        Duration answered = Duration.ZERO;
        for (int requests : rounds) {
            Duration begin = answered;
            for (int request = 0; request < requests; request++) {
                Duration free = later(
                        freeAgain(sent, limits.perSecond(), doubt.plusSeconds(1)),
                        freeAgain(sent, limits.perMinute(), doubt.plusMinutes(1)));
                sent.add(later(begin, free));
                answered = sent.get(sent.size() - 1).plus(latency);
            }
        }
        return answered;
    }

    private static Duration freeAgain(List<Duration> sent, int allowed, Duration window) {
        int oldest = sent.size() - allowed;
        return oldest < 0 ? Duration.ZERO : sent.get(oldest).plus(window);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
