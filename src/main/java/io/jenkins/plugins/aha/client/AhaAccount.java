package io.jenkins.plugins.aha.client;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One Aha! account as everybody on this controller shares it: its limits, its locks, and what was written to it just
 * now. Make one per configured site and keep it. Safe for use by many threads; it holds no token.
 */
public final class AhaAccount {
    private final AccountSettings settings;
    private final Connector connector;
    private final Time time;
    private final RandomGenerator random;
    private final RequestLimiter limiter;
    private final ServerClock serverClock;
    private final RecentWrites recentWrites;
    private final KeyedLocks locks = new KeyedLocks();

    /** Opens transports to the account. */
    @FunctionalInterface
    public interface Connector {
        /**
         * @param token gives the bearer token, asked before each request
         * @param cancellation stops requests that are under way
         */
        Transport connect(Supplier<String> token, Cancellation cancellation);
    }

    /**
     * @param connector see {@link OkHttpTransport#connector}
     * @param random decides the jitter of pauses; safe for use by many threads
     */
    public AhaAccount(AccountSettings settings, Connector connector, Time time, RandomGenerator random) {
        this.settings = settings;
        this.connector = connector;
        this.time = time;
        this.random = random;
        this.limiter = new RequestLimiter(settings.limits(), time);
        this.serverClock = new ServerClock(time);
        this.recentWrites = new RecentWrites(time);
    }

    /**
     * A client for one operation.
     *
     * @param token gives the bearer token, asked before each request and kept nowhere
     * @param notices is told of waits and repeats
     * @param cancellation stops the operation
     */
    public AhaClient open(Supplier<String> token, Notices notices, Cancellation cancellation) {
        PatientTransport transport = new PatientTransport(
                connector.connect(token, cancellation),
                limiter,
                serverClock,
                settings.retryPolicy(),
                time,
                random,
                notices,
                cancellation);
        return new AhaClient(this, transport, notices);
    }

    /** How this account is spoken to. */
    public AccountSettings settings() {
        return settings;
    }

    /** The time that everything here lives in. */
    public Time time() {
        return time;
    }

    /** What was written from here in the last seconds. */
    public RecentWrites recentWrites() {
        return recentWrites;
    }

    /** The locks that operations on this account share. */
    public KeyedLocks locks() {
        return locks;
    }

    ServerClock serverClock() {
        return serverClock;
    }

    /** A request that changes something, with the account's wish about notification mail. */
    Request writing(Request request) {
        return settings.disableMailers() ? request.with("disable_mailers", "true") : request;
    }
}
