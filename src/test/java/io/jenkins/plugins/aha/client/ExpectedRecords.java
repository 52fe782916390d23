package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What reading a whole table would find: what every replica shows must be found, and what none shows must not. What
 * this controller wrote just now it knows, however old the replica. Not thread-safe.
 */
final class ExpectedRecords {
    /** The beginning of {@link PlainTable.VirtualClock#nanos}. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Map<String, Object> NO_FIELDS = Map.of();

    private final PlainTable table;
    private final PlainTable.VirtualClock clock;
    private final Duration lag;
    /** Id → from when on the table is as this controller wrote it. */
    private final Map<Long, Long> ownWrites = new HashMap<>();

    /** Id → when this controller learned that it has created the record; after a lost answer that is later. */
    private final Map<Long, Long> ownCreates = new HashMap<>();

    /** @param lag of the slowest replica */
    ExpectedRecords(PlainTable table, PlainTable.VirtualClock clock, Duration lag) {
        this.table = table;
        this.clock = clock;
        this.lag = lag;
    }

    void created(CustomTableRecord record) {
        updated(record);
        ownCreates.put(Long.parseLong(record.id()), clock.nanos());
    }

    void updated(CustomTableRecord record) {
        Duration at = Duration.between(START, Instant.parse(record.updatedAt()));
        ownWrites.put(Long.parseLong(record.id()), at.toNanos());
    }

    void deleted(long id) {
        ownWrites.remove(id);
        ownCreates.remove(id);
    }

    /** The controller is restarted. */
    void forgetOwnWrites() {
        ownWrites.clear();
        ownCreates.clear();
    }

    /**
     * Compares what was found with what is there.
     *
     * @param begun when the search was begun
     * @throws AssertionError when they differ
     */
    void check(String name, IndexTerms places, Set<String> wanted, Set<Long> found, long begun) {
        List<PlainTable.State> states = table.during(lag.plus(Duration.ofNanos(clock.nanos() - begun)));
        Set<Long> must = new TreeSet<>();
        Set<Long> may = new TreeSet<>();
        for (long id : table.now().keySet()) {
            boolean there = isOwn(id) && ownCreates.containsKey(id)
                    || states.stream().allMatch(state -> isHere(state.rows().get(id)));
            boolean matches = states.stream()
                    .filter(state -> !isOwn(id) || state.since() >= ownWrites.get(id))
                    .allMatch(state -> isAt(places, wanted, state.rows().get(id)));
            if (there && matches && isAt(places, wanted, table.now().get(id))) {
                must.add(id);
            }
        }
        for (PlainTable.State state : states) {
            state.rows().values().stream()
                    .filter(row -> isAt(places, wanted, row))
                    .forEach(row -> may.add(row.id()));
        }
        ownCreates.forEach((id, at) -> {
            if (begun - at <= RecentWrites.LONGEST_LAG.toNanos()) {
                may.add(id);
            }
        });
        if (!found.containsAll(must) || !may.containsAll(found)) {
            throw new AssertionError("Looking for '" + name + "' found " + found + ", not all of " + must
                    + ", or more than " + may + "; lag " + lag);
        }
    }

    private boolean isOwn(long id) {
        return ownWrites.containsKey(id) && clock.nanos() - ownWrites.get(id) <= RecentWrites.LONGEST_LAG.toNanos();
    }

    private static boolean isHere(PlainTable.Row row) {
        return row != null && row.isHere();
    }

    private static boolean isAt(IndexTerms places, Set<String> wanted, PlainTable.Row row) {
        if (!isHere(row)) {
            return false;
        }
        Map<String, Object> fields = row.name() == null ? NO_FIELDS : Map.of("name", row.name());
        CustomTableRecord record =
                CustomTableRecord.unread(Long.toString(row.id()), "customers").withFields(fields);
        return places.ofRecord(record).stream().anyMatch(wanted::contains);
    }
}
