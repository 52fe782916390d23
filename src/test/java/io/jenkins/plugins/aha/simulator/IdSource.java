package io.jenkins.plugins.aha.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives ids to new records and field values: above 2^53 and growing, as Aha! does. Thread-safe. */
final class IdSource {
    private static final long STEP = 6_599;

    private final Deque<String> given = new ArrayDeque<>();
    private long latest = 6_776_757_454_428_589_549L;

    synchronized String next() {
        if (!given.isEmpty()) {
            return given.remove();
        }
        latest += STEP;
        return Long.toString(latest);
    }

    synchronized void give(List<String> ids) {
        given.addAll(ids);
    }
}
