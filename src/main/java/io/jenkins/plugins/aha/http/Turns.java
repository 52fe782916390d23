package io.jenkins.plugins.aha.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The waiting requests, and their order: builds take turns, within a build first come first served. Not thread-safe.
 */
final class Turns {
    /** In the order of their turns. */
    private final Map<Object, List<Object>> waiting = new LinkedHashMap<>();

    void join(Object build, Object waiter) {
        waiting.computeIfAbsent(build, first -> new ArrayList<>()).add(waiter);
    }

    /** Takes a waiter out, with its turn or because it gave up. */
    void leave(Object build, Object waiter) {
        List<Object> others = waiting.get(build);
        if (others != null && others.remove(waiter) && others.isEmpty()) {
            waiting.remove(build);
        }
    }

    /** Takes a waiter out whose turn it is; its build is the last to have another. */
    void serve(Object build, Object waiter) {
        leave(build, waiter);
        List<Object> others = waiting.remove(build);
        if (others != null) {
            waiting.put(build, others);
        }
    }

    /**
     * Returns how many turns come before a waiter's.
     *
     * @param passedOver builds that cannot take their turns at present
     */
    int before(Object build, Object waiter, Predicate<Object> passedOver) {
        int ofSameBuild = waiting.get(build).indexOf(waiter);
        int before = ofSameBuild;
        boolean behind = false;
        for (Map.Entry<Object, List<Object>> other : waiting.entrySet()) {
            if (other.getKey().equals(build)) {
                behind = true;
            } else if (!passedOver.test(other.getKey())) {
                int turns = behind ? ofSameBuild : ofSameBuild + 1;
                before += Math.min(other.getValue().size(), turns);
            }
        }
        return before;
    }
}
