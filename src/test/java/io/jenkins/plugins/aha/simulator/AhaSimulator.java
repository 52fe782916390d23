package io.jenkins.plugins.aha.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * An Aha! account in memory, answering {@code /api/v1} over real HTTP on 127.0.0.1, for tests and try-outs.
 *
 * <p>What it answers follows the two API documents ("custom table records", "custom table record links"); where they
 * are silent, a switch in {@link #settings()} chooses. It starts empty: see {@link #state()}, {@link SimulatorWorld}
 * and {@link DemoWorld}. Everything may be called from any thread; {@link #close()} ends every request and thread.
 */
public final class AhaSimulator implements AutoCloseable {
    static {
        // Without it, the JDK's server delays every second answer on a kept connection by 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Account account;
    private final SimulatorState state;
    private final RequestLog log = new RequestLog();
    private final Pauses pauses = new Pauses();
    private final FaultPlan faults = new FaultPlan(pauses);
    private final RateLimits limits;
    private final ExecutorService executor;
    private final HttpServer server;

    private AhaSimulator(int port, Clock clock, LongSupplier nanoClock) {
        account = new Account(clock, nanoClock);
        state = new SimulatorState(account);
        limits = new RateLimits(clock, nanoClock);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "aha-simulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/", new SimulatorHandler(account, log, limits, faults, pauses, nanoClock));
        server.start();
    }

    /** Starts an empty simulator on a free port. */
    public static AhaSimulator start() {
        return start(0);
    }

    /** Starts an empty simulator on this port, or on a free one for 0. */
    public static AhaSimulator start(int port) {
        return start(port, Clock.systemUTC(), System::nanoTime);
    }

    /**
     * Starts an empty simulator with its own time.
     *
     * @param clock for time stamps and {@code X-Ratelimit-Reset}
     * @param nanoClock in nanoseconds, for the limits, the lag of reads and the request log
     */
    public static AhaSimulator start(int port, Clock clock, LongSupplier nanoClock) {
        return new AhaSimulator(port, clock, nanoClock);
    }

    /** The address without a path and a slash at its end, such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The switches for what Aha! may do differently. */
    public SimulatorSettings settings() {
        return account.settings();
    }

    /** The limits, and what was measured against them. */
    public RateLimits limits() {
        return limits;
    }

    /** The faults that requests will meet. */
    public FaultPlan faults() {
        return faults;
    }

    /** The records, to seed and to look at, without HTTP. */
    public SimulatorState state() {
        return state;
    }

    /** Accepts this token; once any is declared, other tokens are answered 401. */
    public AhaSimulator token(String token) {
        return token(token, AhaUser.MARY_HUMPTY);
    }

    /** Accepts this token as a key of this user; once any is declared, other tokens are answered 401. */
    public AhaSimulator token(String token, AhaUser user) {
        account.users().add(user);
        account.tokens().declare(token, true, user);
        return this;
    }

    /** Accepts this token for GET; anything else is answered 403. Once any is declared, others are answered 401. */
    public AhaSimulator readOnlyToken(String token) {
        account.tokens().declare(token, false, AhaUser.MARY_HUMPTY);
        return this;
    }

    /** The requests so far, in the order of their arrival; the latest 10,000 unless set otherwise. */
    public List<SeenRequest> requests() {
        return log.requests();
    }

    /** Forgets the requests so far. */
    public void clearRequests() {
        log.clear();
    }

    /** How many requests are remembered at most. */
    public AhaSimulator rememberRequests(int most) {
        log.capacity(most);
        return this;
    }

    @Override
    public void close() {
        pauses.close();
        server.stop(0);
        executor.shutdownNow();
    }
}
