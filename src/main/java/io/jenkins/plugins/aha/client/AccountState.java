package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.client.paging.PageSizeCache;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.RequestLimiter;
import io.jenkins.plugins.aha.http.ServerClock;
import io.jenkins.plugins.aha.http.Time;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What all of this controller shares of one Aha! account, by whatever site it is configured: the requests that count
 * towards its limits, its clock, the locks, and what was written to it just now. Two of these for one account would
 * lose links and go over the limits, so keep one for each {@link AccountSettings#url() URL}, for as long as the
 * controller lives. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class AccountState {
    private final Time time;
    private final RequestLimiter limiter;
    private final ServerClock serverClock;
    private final RecentWrites recentWrites;
    private final RecentLinks recentLinks;
    private final KnownForms knownForms;
    private final PageSizeCache pageSizes;
    private final TableIndexes tableIndexes;
    private final KeyedLocks locks = new KeyedLocks();

    /** @param limits what the account takes, until {@link #limitTo} says otherwise */
    public AccountState(Limits limits, Time time) {
        this.time = time;
        this.limiter = new RequestLimiter(limits, time);
        this.serverClock = new ServerClock(time);
        this.recentWrites = new RecentWrites(time);
        this.recentLinks = new RecentLinks(time);
        this.knownForms = new KnownForms(time);
        this.pageSizes = new PageSizeCache(time);
        this.tableIndexes = new TableIndexes(time);
    }

    /** Changes the limits, also for waiting requests. What was sent before counts as it did. */
    public void limitTo(Limits limits) {
        limiter.limitTo(limits);
    }

    Time time() {
        return time;
    }

    RequestLimiter limiter() {
        return limiter;
    }

    ServerClock serverClock() {
        return serverClock;
    }

    RecentWrites recentWrites() {
        return recentWrites;
    }

    RecentLinks recentLinks() {
        return recentLinks;
    }

    KnownForms knownForms() {
        return knownForms;
    }

    PageSizeCache pageSizes() {
        return pageSizes;
    }

    TableIndexes tableIndexes() {
        return tableIndexes;
    }

    KeyedLocks locks() {
        return locks;
    }
}
