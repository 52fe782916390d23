package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.RecordPage;
import io.jenkins.plugins.aha.values.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * What is known of a table's keys: read once, and brought up to date by asking how many records there are and which
 * have changed. Where the answers do not agree, or do not say enough, nothing is known. Not thread-safe.
 */
final class TableSnapshot {
    /** Replicas lag behind, clocks differ, and a write takes its time between its {@code updated_at} and its end. */
    static final Duration OVERLAP = RecentWrites.LONGEST_LAG.multipliedBy(2);
    /** No disagreement that is never noticed lasts longer. */
    static final Duration LONGEST_LIFE = Duration.ofDays(1);
    /** What is older was there, for every replica, before a reading began. */
    private static final Duration SETTLED = RecentWrites.LONGEST_LAG.plus(RecordCreation.CLOCK_TOLERANCE);

    private static final int MOST_LOOKS = 3;

    private final String product;
    private final String table;
    private final IndexTerms places;
    private DigestIndex digests;
    private String productId;
    private Instant since;
    private long readAt;

    TableSnapshot(String product, String table, IndexTerms places) {
        this.product = product;
        this.table = table;
        this.places = places;
    }

    /** Returns the digests of all keys; null where nothing is known. */
    DigestIndex digests() {
        return digests;
    }

    /** Returns the id of the product that all records have. */
    String productId() {
        return productId;
    }

    /** Returns whether an answer from here needs fewer requests than reading the table. */
    boolean isCheap(AhaClient client, Set<String> wanted, int changes) {
        boolean old = digests == null || client.account().time().nanos() - readAt > LONGEST_LIFE.toNanos();
        return !old && digests.at(wanted).size() + 1 + pages(client, changes) < pages(client, digests.records());
    }

    private int pages(AhaClient client, int items) {
        String list = RecordPages.request(product, table, null).path();
        int size = client.account().pageSizes().limit(list, AhaClient.LARGEST_PAGE);
        return Math.max(1, (items + size - 1) / size);
    }

    /** Takes what changed since the last time; returns false where the table has to be read. */
    boolean catchUp(AhaClient client, Set<String> wanted) throws AhaException, InterruptedException {
        int total = count(client);
        for (int look = 0; look < MOST_LOOKS && total >= digests.records(); look++) {
            if (!takeChanges(client, wanted)) {
                return false;
            }
            int before = total;
            if (total != digests.records()) {
                // Others may write at the same time: what was created in between is counted by now.
                total = count(client);
            }
            if (total == digests.records() || total == before) {
                return total == digests.records() && digests.hasKeys();
            }
        }
        return false;
    }

    private int count(AhaClient client) throws AhaException, InterruptedException {
        return client.list(product, table, null, 1, 1).totalRecords();
    }

    private boolean takeChanges(AhaClient client, Set<String> wanted) throws AhaException, InterruptedException {
        long start = client.account().time().nanos();
        Instant newest = Instant.MIN;
        boolean onePage;
        try (RecordPages changes = new RecordPages(client, product, table, since)) {
            CustomTableRecord changed = changes.next();
            if (changes.total() == RecordPage.UNKNOWN || !isCheap(client, wanted, changes.total())) {
                return false;
            }
            onePage = pages(client, changes.total()) == 1;
            for (; changed != null; changed = changes.next()) {
                newest = later(newest, changed.updatedAt());
                boolean usual =
                        changed.productId() != null && changed.productId().equals(productId) && !showsAnyId(changed);
                if (!usual || !digests.put(changed.id(), places.ofRecord(changed))) {
                    return false;
                }
            }
        } catch (AhaException failure) {
            if (failure.isTemporary()) {
                throw failure;
            }
            client.log()
                    .info(failure.problem() + " when asked what changed in table " + table
                            + "; reading the whole table instead.");
            return false;
        }
        Instant begin = begin(client, start);
        since = begin.minus(OVERLAP);
        return onePage || isSettled(newest, begin);
    }

    /** Reads the whole table. What is read is known afterwards, unless something about it is in doubt. */
    void read(AhaClient client, Executor readers, TableIndex.Search search, IntConsumer progress)
            throws AhaException, InterruptedException {
        long start = client.account().time().nanos();
        // Not both at once: each may have some megabytes.
        digests = null;
        DigestIndex all = new DigestIndex();
        String itsProduct = null;
        Set<String> texts = new HashSet<>();
        Instant newest = Instant.MIN;
        // What was created here seconds ago may not have reached the replica that is read, or not in its latest form.
        RecentWrites recentWrites = client.account().recentWrites();
        Map<String, CustomTableRecord> unlisted = new HashMap<>();
        recentWrites.createdIn(product, table).forEach(record -> unlisted.put(record.id(), record));
        try (RecordPages pages =
                new RecordPages(client, product, table, null, AhaClient.LARGEST_PAGE, readers, AhaClient.PAGES_AHEAD)) {
            CustomTableRecord record = pages.next();
            int total = pages.total();
            boolean steady = true;
            for (; record != null; record = pages.next()) {
                progress.accept(pages.total());
                steady &= pages.total() == total;
                unlisted.remove(record.id());
                // An update from here moved no other record to another page, but a record that was made just now did.
                boolean ours = recentWrites.isOurUpdate(record);
                newest = later(newest, ours ? record.createdAt() : record.updatedAt());
                Set<String> listed = places.ofRecord(record);
                itsProduct = itsProduct == null ? record.productId() : itsProduct;
                // What becomes of a record whose product is not known, or another one, could not be seen.
                boolean usual = itsProduct != null && itsProduct.equals(record.productId());
                all = all != null && usual && all.add(record.id(), listed) ? all : null;
                places.readable(record).forEach(texts::add);
                CustomTableRecord latest = recentWrites.latest(record);
                // Our own write may have seen it in another product, where this replica does not show it yet.
                if (Objects.equals(latest.productId(), record.productId())) {
                    search.found(latest, latest == record ? listed : places.ofRecord(latest));
                }
            }
            // Where records went while their pages were read, others may have moved to pages that had been read before.
            boolean whole = all != null
                    && steady
                    && all.records() == total
                    && pages.total() == total
                    && all.hasKeys()
                    && texts.containsAll(places.fields());
            if (whole && client.account().serverClock().isKnown() && isSettled(newest, begin(client, start))) {
                all.trim();
                digests = all;
                productId = itsProduct;
                readAt = client.account().time().nanos();
                since = begin(client, start).minus(OVERLAP);
            }
        }
        unlisted.values().forEach(record -> search.found(record, places.ofRecord(record)));
    }

    private boolean showsAnyId(CustomTableRecord record) {
        return places.fields().stream().anyMatch(field -> IndexTerms.showsId(record, field));
    }

    /** Returns Aha!'s time when a reading began, or a little earlier. */
    private static Instant begin(AhaClient client, long start) {
        Duration taken = Duration.ofNanos(client.account().time().nanos() - start);
        return client.account().serverClock().now().minus(taken);
    }

    /**
     * Returns whether nothing appeared in a list while its pages were read: where one record appears and another
     * disappears between two pages, a third, which moves from one to the other, is missed, and the number of all stays
     * the same.
     */
    private static boolean isSettled(Instant newest, Instant begin) {
        return newest.isBefore(begin.minus(SETTLED));
    }

    /** Returns the later time; the end of time for a record that does not say it. */
    private static Instant later(Instant newest, String time) {
        Instant changed = Timestamps.parse(time).orElse(Instant.MAX);
        return changed.isAfter(newest) ? changed : newest;
    }
}
