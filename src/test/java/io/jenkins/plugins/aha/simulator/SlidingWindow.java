package io.jenkins.plugins.aha.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The moments of the last so many nanoseconds; one that is exactly as old as the window is out. Not thread-safe. */
final class SlidingWindow {
    private final long lengthNanos;
    private final Deque<Long> moments = new ArrayDeque<>();
    private int peak;

    SlidingWindow(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    void add(long now) {
        moments.add(now);
        peak = Math.max(peak, count(now));
    }

    int count(long now) {
        while (!moments.isEmpty() && now - moments.peek() >= lengthNanos) {
            moments.remove();
        }
        return moments.size();
    }

    /** After how many nanoseconds the oldest moment is out; 0 when there is none. */
    long nanosUntilOldestIsOut(long now) {
        return count(now) == 0 ? 0 : lengthNanos - (now - moments.peek());
    }

    int peak() {
        return peak;
    }

    void clear() {
        moments.clear();
        peak = 0;
    }
}
