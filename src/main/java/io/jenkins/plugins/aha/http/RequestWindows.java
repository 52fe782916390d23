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
 * from the moment it is sent until one window after its answer: however unevenly the network delays, Aha! never sees
 * more than allowed. One whose answer never came may arrive later still, so it ends later. The windows are a little
 * longer than Aha!'s, since its clock may run differently.
 */
final class RequestWindows {
    private static final long SECOND = Duration.ofMillis(1_005).toNanos();
    private static final long MINUTE = Duration.ofMillis(60_050).toNanos();

    /** In the order of time. */
    private final List<Arrival> arrived = new ArrayList<>();

    private final Map<Object, Integer> ofBuilds = new HashMap<>();
    private int unanswered;

    /** At the latest then; that may be in the future. */
    private record Arrival(Object build, long at) {}

    void sent(Object build) {
        unanswered++;
        ofBuilds.merge(build, 1, Integer::sum);
    }

    /** Notes that a request has ended, and until when it has arrived at the latest; that may be in the future. */
    void ended(Object build, long latest) {
        unanswered--;
        int place = arrived.size();
        while (place > 0 && arrived.get(place - 1).at() > latest) {
            place--;
        }
        arrived.add(place, new Arrival(build, latest));
    }

    /** Forgets what no window holds any more. The minute is the longest one, and {@link #inMinute} relies on it. */
    void forgetOld(long now) {
        int gone = arrivedUntil(now - MINUTE);
        List<Arrival> old = arrived.subList(0, gone);
        old.forEach(request -> ofBuilds.computeIfPresent(
                request.build(), (build, count) -> count == 1 ? null : Integer.valueOf(count - 1)));
        old.clear();
    }

    /** Returns how many requests of a build fill places of the minute. */
    int inMinute(Object build) {
        return ofBuilds.getOrDefault(build, 0);
    }

    /**
     * Returns the earliest moment at which the limit of a second admits a request after so many others; now if it does
     * already.
     */
    long earliestInSecond(int limit, int ahead, long now) {
        return earliest(SECOND, limit, ahead, now);
    }

    /** Returns the same for the limit of a minute. */
    long earliestInMinute(int limit, int ahead, long now) {
        return earliest(MINUTE, limit, ahead, now);
    }

    /** What is not answered yet may be answered at once, so this is the earliest moment. */
    private long earliest(long window, int limit, int ahead, long now) {
        int first = arrivedUntil(now - window);
        int arrivedInWindow = arrived.size() - first;
        int mustLeave = arrivedInWindow + unanswered - limit + ahead + 1;
        if (mustLeave <= 0) {
            return now;
        }
        return mustLeave <= arrivedInWindow
                ? arrived.get(first + mustLeave - 1).at() + window
                : now + window * (1 + (mustLeave - arrivedInWindow - 1) / limit);
    }

    private int arrivedUntil(long moment) {
        int count = 0;
        while (count < arrived.size() && arrived.get(count).at() <= moment) {
            count++;
        }
        return count;
    }
}
