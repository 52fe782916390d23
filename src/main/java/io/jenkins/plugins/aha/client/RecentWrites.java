package io.jenkins.plugins.aha.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this controller wrote to an account in the last seconds. Aha! reads from replicas that may lag behind (notes on
 * the API, §2), so a reading can be older than our own write; this memory tells. Safe for use by many threads.
 */
public final class RecentWrites {
    /** No replica is expected to lag longer. */
    static final Duration LONGEST_LAG = Duration.ofSeconds(30);

    private final Time time;
    private final Map<String, Created> created = new LinkedHashMap<>();
    private final Map<String, LinkStates> links = new LinkedHashMap<>();

    RecentWrites(Time time) {
        this.time = time;
    }

    private record Created(String product, String table, CustomTableRecord record, long at) {}

    private static final class LinkStates {
        private final List<List<String>> older = new ArrayList<>();
        private List<String> latest;
        private long at;
    }

    /** Remembers a record that was created from here. */
    synchronized void created(String product, String table, CustomTableRecord record) {
        clean();
        created.put(record.id(), new Created(product, table, record, time.nanos()));
    }

    /** Takes over what an update of such a record answered. */
    synchronized void updated(CustomTableRecord record) {
        created.computeIfPresent(
                record.id(), (id, known) -> new Created(known.product(), known.table(), record, known.at()));
    }

    /** Forgets a record that was deleted. */
    synchronized void deleted(String id) {
        created.remove(id);
    }

    /** Whether a record is the outcome of another, answered create of the last seconds. */
    synchronized boolean isCreatedHere(String id) {
        clean();
        return created.containsKey(id);
    }

    /** The records that were created here in a table lately: a listing may lack them. */
    public synchronized List<CustomTableRecord> createdIn(String product, String table) {
        clean();
        return created.values().stream()
                .filter(known -> known.table().equals(table)
                        && (known.product().equalsIgnoreCase(product)
                                || product.equals(known.record().productId())))
                .map(Created::record)
                .toList();
    }

    /** Remembers that a link field's list went from one state to another. */
    public synchronized void linked(Reference target, String field, List<String> before, List<String> after) {
        clean();
        LinkStates states = links.computeIfAbsent(key(target, field), absent -> new LinkStates());
        states.older.add(before);
        states.older.remove(after);
        states.latest = after;
        states.at = time.nanos();
    }

    /** The list that a link field holds by now, when what was read is one that we replaced seconds ago. */
    public synchronized Optional<List<String>> newerThan(Reference target, String field, List<String> read) {
        clean();
        LinkStates states = links.get(key(target, field));
        return states != null && states.older.contains(read) ? Optional.of(states.latest) : Optional.empty();
    }

    private static String key(Reference target, String field) {
        return target + "/" + field;
    }

    private void clean() {
        long oldest = time.nanos() - LONGEST_LAG.toNanos();
        forgetBefore(created.values().iterator(), oldest);
        links.values().removeIf(states -> states.at - oldest < 0);
    }

    private static void forgetBefore(Iterator<Created> inOrderOfTime, long oldest) {
        while (inOrderOfTime.hasNext() && inOrderOfTime.next().at() - oldest < 0) {
            inOrderOfTime.remove();
        }
    }
}
