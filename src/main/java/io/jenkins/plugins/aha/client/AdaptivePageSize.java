package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.model.AhaException;

/** How many items to ask for on a page of one list: fewer where pages are too large or too slow. Not thread-safe. */
final class AdaptivePageSize {
    /** The first time-out may be temporary. */
    private static final int SLOW_TRIES = 2;
    /** Where so few take too long, fewer would not help, and a thousand small pages would use up the limits. */
    private static final int SMALLEST_SLOW_PAGE = 25;

    private final AhaClient client;
    private final Request request;
    private int records;
    /** How often the size was halved since a page was read. */
    private int halvings;

    /** @param wanted 1 to 200; less where the list is known to be too large or too slow for it */
    AdaptivePageSize(AhaClient client, Request request, int wanted) {
        this.client = client;
        this.request = request;
        this.records = client.account().pageSizes().limit(request.path(), wanted);
    }

    int records() {
        return records;
    }

    /**
     * Returns how often to ask for a page that is too large or too slow.
     *
     * @param length the most that a page of this size had: a server may give less than it is asked for; 0 for unknown
     */
    int slowTries(int length) {
        if (effective(length) <= SMALLEST_SLOW_PAGE) {
            return client.account().settings().retryPolicy().tries();
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
    void halve(AhaException failure, int length) throws AhaException {
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
        client.log()
                .info(failure.problem() + "; going on with " + records + " a page instead of " + before + " (" + request
                        + ").");
    }

    /** Waits before a smaller page is asked for, where the trouble may be temporary. */
    void pause(AhaException failure) throws InterruptedException {
        if (failure.isTemporary()) {
            client.pauseBeforeRepeat(halvings);
        }
    }

    /** A page of this size was answered, which is remembered for the list when a larger one was not. */
    void answered() {
        if (halvings > 0) {
            client.account().pageSizes().remember(request.path(), records);
            halvings = 0;
        }
    }
}
