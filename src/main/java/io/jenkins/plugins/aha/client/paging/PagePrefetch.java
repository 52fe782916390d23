package io.jenkins.plugins.aha.client.paging;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.RecordPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads the pages of a list one after another, some of them ahead and side by side. Not thread-safe.
 *
 * @param <T> what the list consists of
 */
@Restricted(NoExternalUse.class)
public final class PagePrefetch<T> {
    private final Source<T> source;
    private final Executor readers;
    private final int ahead;
    private final Deque<FutureTask<RecordPage<T>>> asked = new ArrayDeque<>();
    private int lastAsked;

    /** Reads one page. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Source<T> {
        RecordPage<T> read(int page, int perPage, int slowTries) throws AhaException, InterruptedException;
    }

    /**
     * @param readers may run readings ahead, now or later or never: a page that no reader began when its turn comes is
     *     read by the caller
     * @param ahead how many pages to read ahead at most: they fill the memory
     */
    public PagePrefetch(Source<T> source, Executor readers, int ahead) {
        this.source = source;
        this.readers = readers;
        this.ahead = ahead;
    }

    /**
     * Returns the next page.
     *
     * @param perPage how many items to ask for
     * @param slowTries how often to ask for a page that is too large or too slow
     * @param last no page after this one is read ahead
     */
    public RecordPage<T> next(int perPage, int slowTries, int last) throws AhaException, InterruptedException {
        while (asked.isEmpty() || asked.size() <= ahead && lastAsked < last) {
            int page = ++lastAsked;
            FutureTask<RecordPage<T>> task = new FutureTask<>(() -> source.read(page, perPage, slowTries));
            boolean first = asked.isEmpty();
            asked.addLast(task);
            if (!first) {
                readers.execute(task);
            }
        }
        FutureTask<RecordPage<T>> task = asked.removeFirst();
        task.run();
        return result(task);
    }

    /** Returns the number of the page that was returned last. */
    public int number() {
        return lastAsked - asked.size();
    }

    /** Returns whether pages are on their way. */
    public boolean isReading() {
        return !asked.isEmpty();
    }

    /** Drops what was read ahead; the next page is the one after the page given. */
    public void goBackTo(int page) {
        asked.forEach(task -> task.cancel(true));
        asked.clear();
        lastAsked = page;
    }

    private static <T> T result(FutureTask<T> task) throws AhaException, InterruptedException {
        try {
            return task.get();
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
        }
    }
}
