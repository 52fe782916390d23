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
 * All records of a table, page after page, in Aha!'s order and each once. A few pages are read ahead, so that the
 * account's limits are used and not more than those pages are in memory. For one thread.
 *
 * <p>The first page tells how many there are. A table that shrinks or grows meanwhile is followed as far as paging
 * allows; an answer without pagination is everything; {@link #MOST_PAGES} ends a server that never stops.
 */
public final class RecordPages implements AutoCloseable {
    /** Two million records: far more than any table, so that only a broken server gets here. */
    static final int MOST_PAGES = 10_000;
    /** Who has so many pages to work on does not need others yet; they would only fill the memory. */
    private static final int ENOUGH_READY = 3;
    /** While records are added, a page may repeat some of those before; a server that repeats all has lost its way. */
    private static final int MOST_REPEATING_PAGES = 3;

    private final AhaClient client;
    private final String product;
    private final String table;
    private final Instant updatedSince;
    private final int perPage;
    private final Executor readers;
    private final int ahead;

    private final Deque<FutureTask<RecordPage<CustomTableRecord>>> asked = new ArrayDeque<>();
    private final SeenIds seen = new SeenIds();
    private Iterator<CustomTableRecord> current = List.<CustomTableRecord>of().iterator();
    private int lastAsked;
    private int totalPages = 1;
    private int repeatingPages;

    /**
     * @param updatedSince only records changed after this; null for all
     * @param perPage 1 to 200
     * @param readers may run readings ahead, now or later or never: a page that nobody began when its turn comes is
     *     read by the caller
     * @param ahead how many pages to read ahead
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
            FutureTask<RecordPage<CustomTableRecord>> task = asked.removeFirst();
            task.run();
            RecordPage<CustomTableRecord> page = task.get();
            read = true;
            return page;
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
        while (lastAsked < totalPages && asked.size() <= ahead && ready() < ENOUGH_READY) {
            if (lastAsked >= MOST_PAGES) {
                throw endless("it goes on after " + MOST_PAGES + " pages");
            }
            int page = ++lastAsked;
            FutureTask<RecordPage<CustomTableRecord>> task =
                    new FutureTask<>(() -> client.list(product, table, updatedSince, page, perPage));
            asked.addLast(task);
            if (!first) {
                readAhead(task);
            }
            first = false;
        }
    }

    private long ready() {
        return asked.stream().filter(FutureTask::isDone).count();
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
