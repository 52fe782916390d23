package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The indexes of an account's tables, one for each user, product, table and key fields. In memory only; those that were
 * not used for an hour, and the oldest of too many, are dropped. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class TableIndexes {
    static final Duration KEPT = Duration.ofHours(1);
    /** Of all tables together: some 16 MB. */
    static final int MOST_RECORDS = 2 * DigestIndex.MOST_RECORDS;

    static final int MOST_INDEXES = 100;
    private static final String SALT = UUID.randomUUID().toString();

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Used> indexes = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(long user, String product, String table, List<String> fields) {}

    private record Used(TableIndex index, long at) {}

    TableIndexes(Time time) {
        this.time = time;
    }

    /** Returns the index of a table, a new one where there is none. */
    public TableIndex of(AhaClient client, String product, String table, Collection<String> fields) {
        // What one user sees another may not. The key cannot be derived from the number.
        long user = KnownForms.digest(SALT + client.token());
        Key key = new Key(user, product, table, fields.stream().sorted().toList());
        lock.lock();
        try {
            dropUnused();
            Used used = indexes.get(key);
            TableIndex index = used == null
                    ? new TableIndex(
                            product, table, new IndexTerms(client.account().knownForms(), table, fields))
                    : used.index();
            indexes.put(key, new Used(index, time.nanos()));
            dropSome();
            return index;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what was not used for long; to be called now and then. */
    void clean() {
        lock.lock();
        try {
            dropUnused();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many indexes there are. */
    int size() {
        lock.lock();
        try {
            return indexes.size();
        } finally {
            lock.unlock();
        }
    }

    private void dropUnused() {
        long now = time.nanos();
        indexes.values().removeIf(used -> now - used.at() > KEPT.toNanos());
    }

    /** Drops the oldest. The newest, which the caller uses, stays: one index alone never exceeds what all may have. */
    private void dropSome() {
        while (indexes.size() > MOST_INDEXES || records() > MOST_RECORDS) {
            indexes.remove(indexes.keySet().iterator().next());
        }
    }

    private int records() {
        return indexes.values().stream()
                .mapToInt(used -> used.index().records())
                .sum();
    }
}
