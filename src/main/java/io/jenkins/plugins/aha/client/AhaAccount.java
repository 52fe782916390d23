package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.client.paging.PageSizeCache;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.RequestSource;
import io.jenkins.plugins.aha.http.RetryingTransport;
import io.jenkins.plugins.aha.http.ServerClock;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.http.Transport;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An Aha! account as one site configures it. Sites that lead to the same account share its {@link AccountState}.
 * Thread-safe; it holds no token.
 */
@Restricted(NoExternalUse.class)
public final class AhaAccount {
    private final AccountSettings settings;
    private final AccountState state;
    private final Connector connector;
    private final RandomGenerator random;

    /**
     * Returns an account that no other caller uses.
     *
     * @param connector see {@code OkHttpTransport.connector}
     * @param random decides the jitter of pauses; thread-safe
     */
    public AhaAccount(AccountSettings settings, Connector connector, Time time, RandomGenerator random) {
        this(settings, new AccountState(settings.limits(), time), connector, random);
    }

    /**
     * Returns an account whose state others share.
     *
     * @param state the state shared by all clients of the account; its limits hold, not those of the settings
     * @param connector see {@code OkHttpTransport.connector}
     * @param random decides the jitter of pauses; thread-safe
     */
    public AhaAccount(AccountSettings settings, AccountState state, Connector connector, RandomGenerator random) {
        this.settings = settings;
        this.state = state;
        this.connector = connector;
        this.random = random;
    }

    /**
     * Returns a client for an operation that belongs to no build.
     *
     * @param token gives the bearer token, asked before each request and kept nowhere
     * @param log gets waits and repeats
     * @param cancellation stops the operation
     */
    public AhaClient open(Supplier<String> token, BuildLog log, Cancellation cancellation) {
        return open(token, log, cancellation, new Object());
    }

    /**
     * Returns a client for one operation of a build.
     *
     * @param build equal for the operations of one build, which share its turns at the account's limits; remembered for
     *     a while, so it holds no more than a name
     */
    public AhaClient open(Supplier<String> token, BuildLog log, Cancellation cancellation, Object build) {
        return open(token, new RequestSource(build, log), log, cancellation);
    }

    /**
     * Opens a client for a question of a form, which logs nothing.
     *
     * @param form equal for the questions of all forms, which share one build's turns at the account's limits
     * @param patience a request that would wait longer for the limits fails instead
     */
    public AhaClient openForForm(Supplier<String> token, Cancellation cancellation, Object form, Duration patience) {
        return open(token, new RequestSource(form, BuildLog.NONE, patience), BuildLog.NONE, cancellation);
    }

    private AhaClient open(Supplier<String> token, RequestSource source, BuildLog log, Cancellation cancellation) {
        RetryingTransport transport = new RetryingTransport(
                connector.connect(token, cancellation),
                state.limiter(),
                state.serverClock(),
                settings.retryPolicy(),
                state.time(),
                random,
                source,
                cancellation);
        state.tableIndexes().clean();
        return new AhaClient(this, transport, log, token);
    }

    /**
     * Returns the same account with requests that can be watched.
     *
     * @param watch gives a transport that passes the requests of the given one on
     */
    public AhaAccount watched(UnaryOperator<Transport> watch) {
        return new AhaAccount(
                settings, state, (token, cancelled) -> watch.apply(connector.connect(token, cancelled)), random);
    }

    /** Returns how requests are sent to the account. */
    public AccountSettings settings() {
        return settings;
    }

    /** Returns the clock that everything here uses. */
    public Time time() {
        return state.time();
    }

    /** Returns the records that were written from here in the last seconds. */
    public RecentWrites recentWrites() {
        return state.recentWrites();
    }

    /** Returns the lists of links that were written from here in the last seconds. */
    public RecentLinks recentLinks() {
        return state.recentLinks();
    }

    /** Returns the forms in which Aha! shows what was written from here. */
    public KnownForms knownForms() {
        return state.knownForms();
    }

    /** Returns what is known of the account's tables, so that they need not be read each time. */
    public TableIndexes tableIndexes() {
        return state.tableIndexes();
    }

    /** Returns the locks that operations on this account share. */
    public KeyedLocks locks() {
        return state.locks();
    }

    Duration backoff(int attempt) {
        return settings.retryPolicy().backoff(attempt, random);
    }

    PageSizeCache pageSizes() {
        return state.pageSizes();
    }

    ServerClock serverClock() {
        return state.serverClock();
    }

    /** Returns a request that changes something, with the account's wish about notification mail. */
    Request writing(Request request) {
        return settings.disableMailers() ? request.with("disable_mailers", "true") : request;
    }
}
