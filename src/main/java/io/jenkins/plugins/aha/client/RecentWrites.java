package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers the records that this controller recently wrote to an account. Aha! reads from replicas that may lag behind,
 * so a reading can be older than our own write. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecentWrites {
    /** The pauses before each further look for what was written and is not to be seen yet. */
    public static final List<Duration> LOOKS =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    /** The last of these pauses. */
    public static final Duration LAST_LOOK = LOOKS.get(LOOKS.size() - 1);

    /** No replica is expected to lag longer. */
    static final Duration LONGEST_LAG = Duration.ofSeconds(30);
    /** A search for a lost record reaches back to its first request, which may have waited and been repeated long. */
    static final Duration LONGEST_SEARCH = Duration.ofHours(1);

    private final Time time;
    private final Map<String, Created> created = new LinkedHashMap<>();
    private final Map<String, Written> written = new LinkedHashMap<>();
    private final Map<String, Long> createdIds = new LinkedHashMap<>();
    private final Map<String, Long> deletedIds = new LinkedHashMap<>();
    private final Map<String, Long> doubtful = new LinkedHashMap<>();
    private final List<Creating> creating = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    RecentWrites(Time time) {
        this.time = time;
    }

    private record Created(String product, String table, CustomTableRecord record, long at) {}

    private record Written(CustomTableRecord record, long at) {}

    /** Receives each write as soon as its outcome is known, in the thread that made it. Methods must not throw. */
    @Restricted(NoExternalUse.class)
    public interface Listener {
        /** @param product key or numeric id, as the caller named it */
        void created(String product, String table, CustomTableRecord record);

        void updated(CustomTableRecord record);

        void deleted(String id);

        /** A create in a table failed or was aborted; Aha! may have carried it out. */
        void createFailed(String table);

        /** An update of a record failed or was aborted; Aha! may have carried it out. */
        void updateFailed(String id);
    }

    /** Adds a listener, until it is {@linkplain #removeListener removed}. */
    public synchronized void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public synchronized void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** A create whose outcome is not known yet; another one may want the same. */
    record Creating(String table, Map<String, Object> fields) {}

    /** Notes that a create begins, until it is {@linkplain #settled settled}. */
    synchronized Creating creating(String table, Map<String, Object> fields) {
        Creating begun = new Creating(table, fields);
        creating.add(begun);
        return begun;
    }

    /** Forgets a create whose outcome is known, or that was given up. */
    synchronized void settled(Creating ended) {
        creating.removeIf(other -> other == ended);
    }

    /** Notes that a create failed or was aborted. */
    synchronized void createFailed(String table) {
        listeners.forEach(listener -> listener.createFailed(table));
    }

    /** Returns the fields that each other create under way in the same table wants to write. */
    synchronized List<Map<String, Object>> wantedByOthers(Creating mine) {
        return creating.stream()
                .filter(other -> other != mine && other.table().equals(mine.table()))
                .map(Creating::fields)
                .toList();
    }

    /** Remembers a record that was created from here. */
    synchronized void created(String product, String table, CustomTableRecord record) {
        clean();
        created.remove(record.id());
        created.put(record.id(), new Created(product, table, record, time.nanos()));
        createdIds.remove(record.id());
        createdIds.put(record.id(), time.nanos());
        written.put(record.id(), new Written(record, time.nanos()));
        listeners.forEach(listener -> listener.created(product, table, record));
    }

    /** Remembers what an update of a record answered. */
    synchronized void updated(CustomTableRecord record) {
        clean();
        created.computeIfPresent(
                record.id(), (id, known) -> new Created(known.product(), known.table(), record, known.at()));
        written.put(record.id(), new Written(record, time.nanos()));
        doubtful.remove(record.id());
        listeners.forEach(listener -> listener.updated(record));
    }

    /** Notes that an update of a record begins, whose outcome is unknown until it is {@linkplain #updated answered}. */
    synchronized void updateBegun(String id) {
        clean();
        doubtful.put(id, time.nanos());
    }

    /** Notes that an update failed or was aborted. */
    synchronized void updateFailed(String id) {
        listeners.forEach(listener -> listener.updateFailed(id));
    }

    /** Returns whether an update of the last seconds with unknown outcome makes readings of a record doubtful. */
    public synchronized boolean isInDoubt(String id) {
        clean();
        return doubtful.containsKey(id);
    }

    /** Remembers that a record was deleted. */
    synchronized void deleted(String id) {
        clean();
        created.remove(id);
        written.remove(id);
        deletedIds.put(id, time.nanos());
        listeners.forEach(listener -> listener.deleted(id));
    }

    /** Returns whether a record exists that was created or deleted here in the last seconds; empty for any other. */
    public synchronized Optional<Boolean> exists(String id) {
        clean();
        return deletedIds.containsKey(id)
                ? Optional.of(false)
                : Optional.of(created.containsKey(id)).filter(here -> here);
    }

    /**
     * Returns a record as it is by now, as far as this controller knows.
     *
     * @return what was read; with the fields of our own write of the last seconds where that is not older. An answer to
     *     a write may leave out links, so those are as they were read
     */
    public synchronized CustomTableRecord latest(CustomTableRecord read) {
        Written ours = written.get(read.id());
        boolean counts = ours != null && !isOld(ours.at()) && isAsNew(ours.record(), read);
        return counts ? read.withFieldsOf(ours.record()) : read;
    }

    /** Returns what our own write of the last seconds answered about a record; empty where there was none. */
    public synchronized Optional<CustomTableRecord> lastWritten(String id) {
        clean();
        return Optional.ofNullable(written.get(id)).map(Written::record);
    }

    /** Returns whether a record was changed last by an update from here, of the last seconds, and was there before. */
    synchronized boolean isOurUpdate(CustomTableRecord read) {
        Written ours = created.containsKey(read.id()) ? null : written.get(read.id());
        return ours != null
                && read.updatedAt() != null
                && read.updatedAt().equals(ours.record().updatedAt());
    }

    /** Returns what our own writes of the last seconds answered, in no order. */
    synchronized List<CustomTableRecord> written() {
        clean();
        return written.values().stream().map(Written::record).toList();
    }

    /** Returns whether one state of a record is at least as new as another; false where either does not say. */
    static boolean isAsNew(CustomTableRecord one, CustomTableRecord other) {
        Optional<Instant> changed = Timestamps.parse(one.updatedAt());
        Optional<Instant> before = Timestamps.parse(other.updatedAt());
        return changed.isPresent() && before.isPresent() && !changed.get().isBefore(before.get());
    }

    /** Returns whether a record is the outcome of another, answered create of the last hour. */
    synchronized boolean isCreatedHere(String id) {
        clean();
        return createdIds.containsKey(id);
    }

    /** Returns the records that were recently created here in a table: a listing may lack them. */
    public synchronized List<CustomTableRecord> createdIn(String product, String table) {
        clean();
        return created.values().stream()
                .filter(known -> known.table().equals(table)
                        && (known.product().equalsIgnoreCase(product)
                                || product.equals(known.record().productId())))
                .map(Created::record)
                .toList();
    }

    private void clean() {
        created.values().removeIf(known -> isOld(known.at()));
        written.values().removeIf(known -> isOld(known.at()));
        deletedIds.values().removeIf(this::isOld);
        doubtful.values().removeIf(this::isOld);
        // In the order of time: thousands of them need not be looked at.
        while (!createdIds.isEmpty()) {
            Map.Entry<String, Long> oldest = createdIds.entrySet().iterator().next();
            if (time.nanos() - oldest.getValue() <= LONGEST_SEARCH.toNanos()) {
                break;
            }
            createdIds.remove(oldest.getKey());
        }
    }

    private boolean isOld(long at) {
        return time.nanos() - at > LONGEST_LAG.toNanos();
    }
}
