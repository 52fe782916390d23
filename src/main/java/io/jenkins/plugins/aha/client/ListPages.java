package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.client.paging.AdaptivePageSize;
import io.jenkins.plugins.aha.client.paging.PagePrefetch;
import io.jenkins.plugins.aha.client.paging.RecentIds;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.RecordPage;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * All items of a list, page after page, in Aha!'s order and each once. Not thread-safe.
 *
 * <p>A list ends with the last page that Aha! counts, with an empty page, or, where no count can be read, with a page
 * that brings nothing new: a page that is not full may only be as large as the server makes it. Items that are fewer
 * than counted are an error, but not in a list of changes, whose count may be another one. When items are deleted
 * meanwhile, those behind them move to earlier pages, so these are read again. Pages that are too large or too slow are
 * halved. {@link #MOST_PAGES} ends a server that never stops.
 *
 * @param <T> what the list consists of
 */
@Restricted(NoExternalUse.class)
public class ListPages<T> implements AutoCloseable {
    /** Two million records: far more than any table, so that only a broken server gets here. */
    static final int MOST_PAGES = 10_000;
    /** While records are added, a page may repeat some of those before; a server that repeats all is broken. */
    private static final int MOST_REPEATING_PAGES = 3;
    /** Replicas may never agree on a count. */
    private static final int MOST_STEPS_BACK = 20;

    private final AhaClient client;
    private final Request request;
    private final Function<T, String> id;
    private final PagePrefetch<T> pages;
    private final RecentIds seen = new RecentIds();
    private Iterator<T> current = List.<T>of().iterator();
    private boolean ended;
    private boolean closed;
    private final AdaptivePageSize size;
    private final boolean counted;
    private int lastPage = 1;
    private int pagesRead;
    private int repeatingPages;
    private long given;
    private int lastTotal = RecordPage.UNKNOWN;
    private int smallestTotal = RecordPage.UNKNOWN;
    private int stepsBack;
    private boolean again;
    private long furthestPosition;
    /** The most that a page of this size had: a server may give less than it is asked for. */
    private int length;
    /** How many items of the list were passed by the newest page. */
    private long position;

    /** Reads the largest pages of a whole list, none of them ahead. */
    public ListPages(AhaClient client, Request request, AnswerBody.Shape<RecordPage<T>> shape, Function<T, String> id) {
        this(client, request, shape, id, true, AhaClient.LARGEST_PAGE, Runnable::run, 0);
    }

    /**
     * @param request asks for the list, without page
     * @param counted false for a part of a list, whose total may be that of the whole: then one that is missed is no
     *     error
     * @param perPage 1 to 200
     * @param readers may run readings ahead, now or later or never
     * @param ahead how many pages to read ahead at most: they fill the memory
     */
    public ListPages(
            AhaClient client,
            Request request,
            AnswerBody.Shape<RecordPage<T>> shape,
            Function<T, String> id,
            boolean counted,
            int perPage,
            Executor readers,
            int ahead) {
        this.client = client;
        this.request = request;
        this.id = id;
        this.counted = counted;
        AhaAccount account = client.account();
        this.size = new AdaptivePageSize(
                account.pageSizes(), account.settings().retryPolicy().tries(), client.log(), request, perPage);
        this.pages = new PagePrefetch<>(
                (page, items, slowTries) -> client.page(request, shape, page, items, slowTries), readers, ahead);
    }

    /**
     * Returns the next item, or null after the last.
     *
     * @throws AhaException also when there are fewer than Aha! counts
     */
    public T next() throws AhaException, InterruptedException {
        while (true) {
            if (current.hasNext()) {
                given++;
                return current.next();
            }
            if (closed || ended && !mustReadAgain()) {
                return null;
            }
            take(nextPage());
        }
    }

    /** Returns whether to read the list again for missing items: pages can come from servers of different age. */
    private boolean mustReadAgain() throws AhaException {
        if (!counted || given >= smallestTotal) {
            return false;
        }
        if (again || given > RecentIds.MOST) {
            throw unreadable("Aha! counts " + smallestTotal + " in this list, but its pages held " + given
                    + (again ? ", also when they were read again" : "")
                    + ". Nothing was done with the incomplete list; run the build again later.");
        }
        again = true;
        goBackTo(0);
        return true;
    }

    /** Returns how many items there are by Aha!'s latest count; {@link RecordPage#UNKNOWN} where it does not say. */
    public int total() {
        return lastTotal;
    }

    private void take(RecordPage<T> page) throws AhaException {
        int number = pages.number();
        List<T> items = page.items();
        length = Math.max(length, items.size());
        position = (number - 1L) * length + items.size();
        List<T> fresh = items.stream().filter(item -> seen.add(id.apply(item))).toList();
        boolean bringsNothing = fresh.isEmpty() && position > furthestPosition;
        furthestPosition = Math.max(furthestPosition, position);
        current = fresh.iterator();
        if (goesBack(page, number)) {
            return;
        }
        lastPage = lastPage(page, number, fresh.size(), bringsNothing);
        endRepetition(bringsNothing && !items.isEmpty());
        ended = items.isEmpty() || number >= lastPage && !pages.isReading();
    }

    /** Returns the last page to ask for, by what is known now. */
    private int lastPage(RecordPage<T> page, int number, int fresh, boolean bringsNothing) {
        if (bringsNothing && page.totalRecords() > 0 && given >= page.totalRecords()) {
            return number;
        }
        int last = page.totalPages();
        int total = counted ? page.totalRecords() : RecordPage.UNKNOWN;
        if (last <= 0 && total > 0 && length > 0) {
            last = (total - 1) / length + 1;
        }
        // Where nothing but the number of pages says that a full page is the last, one request more is cheap.
        boolean doubtful = total == RecordPage.UNKNOWN && page.items().size() >= size.records();
        boolean more = last <= 0 || number >= last && (doubtful || total > given + fresh);
        return more && !bringsNothing ? number + 1 : Math.max(last, 1);
    }

    /** Goes back where records were deleted since the previous page: those behind them are on earlier pages now. */
    private boolean goesBack(RecordPage<T> page, int number) {
        int total = page.totalRecords();
        if (total == RecordPage.UNKNOWN || total == 0 && !page.items().isEmpty()) {
            return false;
        }
        int deleted = lastTotal - total;
        lastTotal = total;
        smallestTotal = smallestTotal == RecordPage.UNKNOWN ? total : Math.min(smallestTotal, total);
        if (deleted <= 0 || number == 1 || stepsBack >= MOST_STEPS_BACK) {
            return false;
        }
        stepsBack++;
        int back = Math.min((deleted - 1) / length + 1, RecentIds.MOST / length - 1);
        goBackTo(Math.max(0, number - 1 - back));
        return true;
    }

    private void goBackTo(int page) {
        pages.goBackTo(page);
        ended = false;
        lastPage = page + 1;
    }

    /** Ends a list that only repeats itself; its count says whether all came. Without a count it is refused. */
    private void endRepetition(boolean repeats) throws AhaException {
        repeatingPages = repeats ? repeatingPages + 1 : 0;
        if (repeatingPages >= MOST_REPEATING_PAGES && pages.number() < lastPage) {
            if (!counted || smallestTotal == RecordPage.UNKNOWN) {
                throw endless(repeatingPages + " pages in a row brought nothing but records of earlier pages");
            }
            lastPage = pages.number();
        }
    }

    private RecordPage<T> nextPage() throws AhaException, InterruptedException {
        boolean read = false;
        try {
            if (++pagesRead > MOST_PAGES) {
                throw endless("it goes on after " + MOST_PAGES + " pages");
            }
            while (true) {
                try {
                    RecordPage<T> page = pages.next(size.records(), size.slowTries(length), lastPage);
                    size.answered();
                    read = true;
                    return page;
                } catch (AhaException e) {
                    halve(e);
                }
            }
        } finally {
            if (!read) {
                close();
            }
        }
    }

    /** Goes on with smaller pages from the item reached. */
    private void halve(AhaException failure) throws AhaException, InterruptedException {
        size.halve(failure, length);
        length = position > 0 ? size.records() : 0;
        goBackTo((int) (position / size.records()));
        if (failure.isTemporary()) {
            client.pauseBeforeRepeat(size.halvings());
        }
    }

    /** Gives up the pages that were read ahead; to be called by a caller that stops before the last item. */
    @Override
    public void close() {
        pages.goBackTo(0);
        current = List.<T>of().iterator();
        closed = true;
    }

    private AhaException endless(String why) {
        return unreadable("the list does not end, " + why
                + ". Something is wrong with the server or a proxy before it; check the site's URL.");
    }

    private AhaException unreadable(String why) {
        return new AhaException(AhaException.Reason.UNREADABLE, "Could not " + request.purpose() + ": " + why);
    }
}
