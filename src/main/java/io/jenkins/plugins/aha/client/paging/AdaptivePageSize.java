package io.jenkins.plugins.aha.client.paging;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.model.AhaException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How many items to ask for on a page of one list: fewer where pages are too large or too slow. Not thread-safe. */
@Restricted(NoExternalUse.class)
public final class AdaptivePageSize {
    /** The first time-out may be temporary. */
    private static final int SLOW_TRIES = 2;
    /** Where so few take too long, fewer would not help, and a thousand small pages would use up the limits. */
    private static final int SMALLEST_SLOW_PAGE = 25;

    private final PageSizeCache known;
    private final int tries;
    private final BuildLog log;
    private final Request request;
    private int records;
    /** How often the size was halved since a page was read. */
    private int halvings;

    /**
     * @param known the sizes that lists are known to take
     * @param tries how often to ask for a page that cannot be smaller
     * @param log receives a line when pages become smaller
     * @param request asks for the list
     * @param wanted 1 to 200; less where the list is known to be too large or too slow for it
     */
    public AdaptivePageSize(PageSizeCache known, int tries, BuildLog log, Request request, int wanted) {
        this.known = known;
        this.tries = tries;
        this.log = log;
        this.request = request;
        this.records = known.limit(request.path(), wanted);
    }

    /** Returns how many items to ask for. */
    public int records() {
        return records;
    }

    /**
     * Returns how often to ask for a page that is too large or too slow.
     *
     * @param length the most that a page of this size had: a server may give less than it is asked for; 0 for unknown
     */
    public int slowTries(int length) {
        if (effective(length) <= SMALLEST_SLOW_PAGE) {
            return tries;
        }
        return halvings > 0 ? 1 : SLOW_TRIES;
    }

    private int effective(int length) {
        return length > 0 ? Math.min(records, length) : records;
    }

    /**
     * Asks for half as many from now on.
     *
     * @throws AhaException the failure itself, where fewer would not help
     */
    public void halve(AhaException failure, int length) throws AhaException {
        int smallest = failure.isTemporary() ? SMALLEST_SLOW_PAGE : 1;
        int before = effective(length);
        // What is refused without a reason may be the size.
        boolean unexplained = failure.getReason() == AhaException.Reason.REFUSED
                && failure.getDetail().isEmpty();
        if (before <= smallest || !failure.isTooMuch() && !unexplained) {
            throw failure;
        }
        records = Math.max(smallest, before / 2);
        halvings++;
        log.info(failure.problem() + "; going on with " + records + " a page instead of " + before + " (" + request
                + ").");
    }

    /** Returns how often the size was halved since a page was answered. */
    public int halvings() {
        return halvings;
    }

    /** A page of this size was answered, which is remembered for the list when a larger one was not. */
    public void answered() {
        if (halvings > 0) {
            known.remember(request.path(), records);
            halvings = 0;
        }
    }
}
