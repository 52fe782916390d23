package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Finds the records of a table by their key fields without reading all of it each time. What it finds is what reading
 * the whole table would find, provided that a record gets a new {@code updated_at} when its fields change, and when it
 * appears in the table while another one disappears. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class TableIndex {
    private final String product;
    private final String table;
    private final IndexTerms places;
    private final ReentrantLock reading = new ReentrantLock();
    private final TableSnapshot known;
    /** How many readings were begun. */
    private final AtomicInteger begun = new AtomicInteger();
    /** The number of the last reading that the index shows. */
    private int shown;

    private volatile String productId;
    private volatile int records;

    /** What is looked for. Called by one thread at a time. */
    @Restricted(NoExternalUse.class)
    public interface Search {
        /** Returns the places where records that are looked for stand. */
        Set<String> places();

        /**
         * Takes a record of the table, whether it is looked for or not.
         *
         * @param itsPlaces where it stands
         */
        void found(CustomTableRecord record, Set<String> itsPlaces);

        /** Forgets what was found. */
        void startOver();

        /** Returns whether what was found does; if not, the whole table is read. */
        boolean isClear();
    }

    TableIndex(String product, String table, IndexTerms places) {
        this.product = product;
        this.table = table;
        this.places = places;
        this.known = new TableSnapshot(product, table, places);
    }

    /** Returns how records and keys stand in this index. */
    public IndexTerms places() {
        return places;
    }

    /** Returns how many records the index knows. */
    int records() {
        return records;
    }

    /**
     * Asks the index, or reads the whole table. The index gives the search only records that a listing may lack, since
     * they were created here just now.
     *
     * @param readers may read pages ahead, now or later or never
     * @param progress see {@link #scan}
     * @return the ids of the other records that may be looked for, to be {@linkplain #read read}; empty where all
     *     records of the table were given to the search
     */
    public Optional<List<String>> find(AhaClient client, Executor readers, Search search, IntConsumer progress)
            throws AhaException, InterruptedException {
        int before = begun.get();
        reading.lockInterruptibly();
        try {
            if (known.isCheap(client, search.places(), 0) && (shown > before || catchUp(client, search.places()))) {
                return Optional.of(candidates(client, search));
            }
            scan(client, readers, search, progress);
            return Optional.empty();
        } finally {
            reading.unlock();
        }
    }

    /**
     * Reads the whole table, and remembers it.
     *
     * @param progress takes, for each record that was read, how many there are by Aha!'s count; that may be unknown
     */
    public void scan(AhaClient client, Executor readers, Search search, IntConsumer progress)
            throws AhaException, InterruptedException {
        reading.lockInterruptibly();
        try {
            int number = begun.incrementAndGet();
            records = 0;
            known.read(client, readers, search, progress);
            show(number);
        } finally {
            reading.unlock();
        }
    }

    /**
     * Reads a record that {@link #find} named.
     *
     * @return the record; empty where it is not what the index said, so that the table has to be {@linkplain #scan
     *     read}
     */
    public Optional<CustomTableRecord> read(AhaClient client, String id, Search search)
            throws AhaException, InterruptedException {
        CustomTableRecord read;
        try {
            read = client.get(id);
        } catch (AhaException gone) {
            if (gone.getReason() != AhaException.Reason.NOT_FOUND) {
                throw gone;
            }
            return Optional.empty();
        }
        CustomTableRecord latest = client.account().recentWrites().latest(read);
        boolean same = latest.productId() != null
                && latest.productId().equals(productId)
                && (isAt(search, read) || isAt(search, latest));
        return same ? Optional.of(latest) : Optional.empty();
    }

    private boolean isAt(Search search, CustomTableRecord record) {
        return places.ofRecord(record).stream().anyMatch(search.places()::contains);
    }

    /** What another caller asked after this one came is new enough for both. */
    private boolean catchUp(AhaClient client, Set<String> wanted) throws AhaException, InterruptedException {
        int number = begun.incrementAndGet();
        boolean upToDate = known.catchUp(client, wanted);
        if (upToDate) {
            show(number);
        }
        return upToDate;
    }

    private void show(int number) {
        shown = number;
        productId = known.productId();
        records = known.digests() == null ? 0 : known.digests().records();
    }

    private List<String> candidates(AhaClient client, Search search) {
        Set<String> ids = new LinkedHashSet<>(known.digests().at(search.places()));
        RecentWrites recentWrites = client.account().recentWrites();
        for (CustomTableRecord created : recentWrites.createdIn(product, table)) {
            if (isAt(search, created) && !known.digests().contains(created.id())) {
                search.found(created, places.ofRecord(created));
            }
        }
        // Our own write of a key may not have reached the replica that listed the changes.
        for (CustomTableRecord written : recentWrites.written()) {
            if (isAt(search, written) && known.digests().contains(written.id())) {
                ids.add(written.id());
            }
        }
        return List.copyOf(ids);
    }
}
