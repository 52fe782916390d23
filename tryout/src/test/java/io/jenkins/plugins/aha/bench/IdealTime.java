package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.http.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shortest time in which requests can be answered under an account's limits without any being refused: a request
 * may be counted as late as its answer comes, so its place is free again a window after that. Computing takes no time.
 *
 * @param limits the account's
 * @param latency from request to answer
 */
record IdealTime(Limits limits, Duration latency) {
    /**
     * @param rounds how many requests there are, in rounds of which each can only begin when the one before is
     *     answered: how many pages a table has is known from its first page
     */
    Duration of(int... rounds) {
        List<Duration> sent = new ArrayList<>();
        Duration answered = Duration.ZERO;
        for (int requests : rounds) {
            Duration begin = answered;
            for (int request = 0; request < requests; request++) {
                Duration free = later(
                        freeAgain(sent, limits.perSecond(), latency.plusSeconds(1)),
                        freeAgain(sent, limits.perMinute(), latency.plusMinutes(1)));
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
