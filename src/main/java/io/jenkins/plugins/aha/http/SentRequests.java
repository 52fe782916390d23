package io.jenkins.plugins.aha.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that Aha! may still count in its windows of a second and a minute. Not thread-safe.
 *
 * <p>Aha! counts a request when it arrives, which is some time between sending and answer. So a request fills its place
 * from the moment it is sent until one window after its answer: however unevenly the network delays, Aha! never sees more
 * than allowed. One whose answer never came may arrive later still, so it ends later. The windows are a little longer than Aha!'s, since its clock may run differently.
 */
final class SentRequests {
    private static final long SECOND = Duration.ofMillis(1_005).toNanos();
    private static final long MINUTE = Duration.ofMillis(60_050).toNanos();

    /** In the order of time. */
    private final List<Answered> answered = new ArrayList<>();

    private final Map<Object, Integer> ofBuilds = new HashMap<>();
    private int unanswered;

    private record Answered(Object build, long at) {}

    void sent(Object build) {
        unanswered++;
        ofBuilds.merge(build, 1, Integer::sum);
    }

    /** Notes until when a request has arrived, at the latest; that may be in the future. */
    void arrivedBy(Object build, long latest) {
        unanswered--;
        int place = answered.size();
        while (place > 0 && answered.get(place - 1).at() > latest) {
            place--;
        }
        answered.add(place, new Answered(build, latest));
    }

    /** Forgets what no window holds any more. */
    void forgetBefore(long now) {
        int gone = answeredBefore(now - MINUTE);
        List<Answered> old = answered.subList(0, gone);
        old.forEach(request -> ofBuilds.computeIfPresent(
                request.build(), (build, count) -> count == 1 ? null : Integer.valueOf(count - 1)));
        old.clear();
    }

    /** How many requests of a build fill places of the minute. */
    int of(Object build) {
        return ofBuilds.getOrDefault(build, 0);
    }

    /** When a second has a place again, after so many others took theirs; now where it has one. */
    long freeInSecond(int limit, int ahead, long now) {
        return free(SECOND, limit, ahead, now);
    }

    /** When a minute has a place again; likewise. */
    long freeInMinute(int limit, int ahead, long now) {
        return free(MINUTE, limit, ahead, now);
    }

    /** What is not answered yet may be answered at once, so this is the earliest moment. */
    private long free(long window, int limit, int ahead, long now) {
        int first = answeredBefore(now - window);
        int answeredInWindow = answered.size() - first;
        int mustLeave = answeredInWindow + unanswered - limit + ahead + 1;
        if (mustLeave <= 0) {
            return now;
        }
        return mustLeave <= answeredInWindow
                ? answered.get(first + mustLeave - 1).at() + window
                : now + window * (1 + (mustLeave - answeredInWindow - 1) / limit);
    }

    private int answeredBefore(long moment) {
        int count = 0;
        while (count < answered.size() && answered.get(count).at() <= moment) {
            count++;
        }
        return count;
    }
}
