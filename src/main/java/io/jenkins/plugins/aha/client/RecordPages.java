package io.jenkins.plugins.aha.client;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * All records of a table, page after page, in Aha!'s order and each once. Pages are read ahead, so that the account's
 * limits are used; but not many more than who takes the records can work on while a page is read, for they fill the
 * memory. For one thread.
 *
 * <p>The first page tells how many there are. A table that shrinks or grows meanwhile is followed as far as paging
 * allows; an answer without pagination is everything; {@link #MOST_PAGES} ends a server that never stops.
 */
public final class RecordPages implements AutoCloseable {
    /** Two million records: far more than any table, so that only a broken server gets here. */
    static final int MOST_PAGES = 10_000;
    /** While records are added, a page may repeat some of those before; a server that repeats all has lost its way. */
    private static final int MOST_REPEATING_PAGES = 3;

    private final AhaClient client;
    private final String product;
    private final String table;
    private final Instant updatedSince;
    private final int perPage;
    private final Executor readers;
    private final int ahead;

    private final Deque<FutureTask<Reading>> asked = new ArrayDeque<>();
    private final SeenIds seen = new SeenIds();
    private Iterator<CustomTableRecord> current = List.<CustomTableRecord>of().iterator();
    private int lastAsked;
    private int totalPages = 1;
    private int lastExpected = MOST_PAGES;
    private int repeatingPages;
    /** The least that a page took, in nanoseconds: what it takes when no other page is in its way. */
    private long quickest = Long.MAX_VALUE;
    /** When the newest page was handed over. */
    private long handedOver;

    private record Reading(RecordPage<CustomTableRecord> page, long nanos) {}

    /**
     * @param updatedSince only records changed after this; null for all
     * @param perPage 1 to 200
     * @param readers may run readings ahead, now or later or never: a page that nobody began when its turn comes is
     *     read by the caller
     * @param ahead how many pages to read ahead at most
     */
    public RecordPages(
            AhaClient client,
            String product,
            String table,
            Instant updatedSince,
            int perPage,
            Executor readers,
            int ahead) {
        this.client = client;
        this.product = product;
        this.table = table;
        this.updatedSince = updatedSince;
        this.perPage = perPage;
        this.readers = readers;
        this.ahead = ahead;
    }

    /** Says that probably no more than so many records will be taken: pages after those are read only when wanted. */
    public void expect(int records) {
        lastExpected = (records - 1) / perPage + 1;
    }

    /** The next record, or null after the last. */
    public CustomTableRecord next() throws AhaException, InterruptedException {
        while (true) {
            while (current.hasNext()) {
                CustomTableRecord record = current.next();
                if (seen.add(record.id())) {
                    return record;
                }
            }
            if (lastAsked >= totalPages && asked.isEmpty()) {
                return null;
            }
            RecordPage<CustomTableRecord> page = nextPage();
            totalPages = page.items().isEmpty() ? 0 : page.totalPages();
            refuseRepetition(page.items());
            current = page.items().iterator();
        }
    }

    private void refuseRepetition(List<CustomTableRecord> records) throws AhaException {
        boolean repeats = !records.isEmpty() && records.stream().allMatch(record -> seen.contains(record.id()));
        repeatingPages = repeats ? repeatingPages + 1 : 0;
        if (repeatingPages >= MOST_REPEATING_PAGES && lastAsked < totalPages) {
            throw endless(repeatingPages + " pages in a row brought nothing but records of earlier pages");
        }
    }

    /** Gives up the pages that were read ahead; to be called by whoever stops before the last record. */
    @Override
    public void close() {
        asked.forEach(task -> task.cancel(true));
        asked.clear();
        current = List.<CustomTableRecord>of().iterator();
        totalPages = 0;
    }

    private RecordPage<CustomTableRecord> nextPage() throws AhaException, InterruptedException {
        boolean read = false;
        try {
            askAhead();
            FutureTask<Reading> task = asked.removeFirst();
            task.run();
            Reading reading = task.get();
            quickest = Math.min(quickest, reading.nanos());
            handedOver = time().nanos();
            read = true;
            return reading.page();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AhaException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException aborted) {
                throw aborted;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            if (!read) {
                close();
            }
        }
    }

    private void askAhead() throws AhaException {
        boolean first = asked.isEmpty();
        int enough = enough();
        while (lastAsked < totalPages && asked.size() <= enough && (first || lastAsked < lastExpected)) {
            if (lastAsked >= MOST_PAGES) {
                throw endless("it goes on after " + MOST_PAGES + " pages");
            }
            int page = ++lastAsked;
            FutureTask<Reading> task = new FutureTask<>(() -> read(page));
            asked.addLast(task);
            if (!first) {
                readAhead(task);
            }
            first = false;
        }
    }

    /**
     * How many pages to have asked for besides the next one: twice as many as were worked on while one is read. Where a
     * page is read as quickly as it is worked on, more of them take the processor from whoever works.
     */
    private int enough() {
        long worked = time().nanos() - handedOver;
        return worked <= 0 ? ahead : (int) Math.min(ahead, 1 + 2.0 * quickest / worked);
    }

    private Reading read(int page) throws AhaException, InterruptedException {
        long begun = time().nanos();
        RecordPage<CustomTableRecord> answered = client.list(product, table, updatedSince, page, perPage);
        return new Reading(answered, time().nanos() - begun);
    }

    private Time time() {
        return client.account().time();
    }

    private void readAhead(FutureTask<?> task) {
        try {
            readers.execute(task);
        } catch (RejectedExecutionException busy) {
            // Whoever needs the page reads it.
        }
    }

    private AhaException endless(String why) {
        return new AhaException(
                AhaException.Reason.UNREADABLE,
                "Could not list the records of table " + table + " of product " + product
                        + ": the list does not end, " + why
                        + ". Something is wrong with the server or a proxy before it; check the site's URL.");
    }
}
