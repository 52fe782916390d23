package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The plain model of a table: what records there are now, and what there were. Not thread-safe. */
final class PlainTable {
    static final String PRODUCT = "131414752";
    static final String OTHER_PRODUCT = "131414753";

    private final VirtualClock clock;
    private final Deque<State> states = new ArrayDeque<>();
    private long lastId = 6_776_000_000_000_000_000L;

    /** A time that a model can move on. */
    interface VirtualClock extends Time {
        void pass(Duration duration);
    }

    /** @param name null for a record without one */
    record Row(long id, String product, String name, Instant createdAt, Instant updatedAt) {
        boolean isHere() {
            return product.equals(PRODUCT);
        }
    }

    /** The table from some moment on. */
    record State(long since, Map<Long, Row> rows) {}

    PlainTable(VirtualClock clock) {
        this.clock = clock;
        states.add(new State(clock.nanos(), Map.of()));
    }

    /** Changes the table a moment later. */
    void change(UnaryOperator<Map<Long, Row>> change) {
        clock.pass(Duration.ofMillis(1));
        states.addLast(new State(clock.nanos(), change.apply(new TreeMap<>(now()))));
    }

    long create(String name) {
        long id = ++lastId;
        change(rows -> {
            rows.put(id, new Row(id, PRODUCT, name, stamp(), stamp()));
            return rows;
        });
        return id;
    }

    void rename(long id, String name) {
        replace(id, row -> new Row(id, row.product(), name, row.createdAt(), stamp()));
    }

    void move(long id) {
        replace(id, row -> new Row(id, row.isHere() ? OTHER_PRODUCT : PRODUCT, row.name(), row.createdAt(), stamp()));
    }

    void delete(long id) {
        change(rows -> {
            rows.remove(id);
            return rows;
        });
    }

    private void replace(long id, UnaryOperator<Row> change) {
        change(rows -> {
            rows.computeIfPresent(id, (same, row) -> change.apply(row));
            return rows;
        });
    }

    Map<Long, Row> now() {
        return states.getLast().rows();
    }

    /** The table as a replica shows it that lags so long behind. */
    Map<Long, Row> before(Duration lag) {
        return during(lag).get(0).rows();
    }

    /** Every state of the table in the last so long. */
    List<State> during(Duration last) {
        long from = clock.nanos() - last.toNanos();
        List<State> all = List.copyOf(states);
        int first = 0;
        while (first + 1 < all.size() && all.get(first + 1).since() - from <= 0) {
            first++;
        }
        return all.subList(first, all.size());
    }

    /** Forgets what no replica shows any more. */
    void forgetBefore(Duration last) {
        int kept = during(last).size();
        while (states.size() > kept) {
            states.removeFirst();
        }
    }

    private Instant stamp() {
        return clock.now();
    }
}
