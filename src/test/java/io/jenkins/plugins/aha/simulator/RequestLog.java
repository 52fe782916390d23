package io.jenkins.plugins.aha.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order of their arrival; the oldest is forgotten when it is full. Thread-safe. */
final class RequestLog {
    private static final int DEFAULT_CAPACITY = 10_000;

    private final Deque<Slot> slots = new ArrayDeque<>();
    private int capacity = DEFAULT_CAPACITY;

    /** The place of one request, of which the end is not known yet. */
    static final class Slot {
        private volatile SeenRequest seen;

        private Slot(SeenRequest seen) {
            this.seen = seen;
        }

        synchronized void met(Fault fault) {
            seen = copy(seen.status(), fault);
        }

        synchronized void answered(int status) {
            seen = copy(status, seen.fault());
        }

        private SeenRequest copy(int status, Fault fault) {
            return new SeenRequest(
                    seen.arrivalNanos(),
                    seen.method(),
                    seen.rawPath(),
                    seen.rawQuery(),
                    seen.headers(),
                    seen.body(),
                    status,
                    fault);
        }
    }

    synchronized Slot add(SeenRequest request) {
        Slot slot = new Slot(request);
        slots.add(slot);
        forgetOldest();
        return slot;
    }

    synchronized List<SeenRequest> requests() {
        return slots.stream().map(slot -> slot.seen).toList();
    }

    synchronized void clear() {
        slots.clear();
    }

    synchronized void capacity(int requests) {
        capacity = requests;
        forgetOldest();
    }

    private void forgetOldest() {
        while (slots.size() > capacity) {
            slots.remove();
        }
    }
}
