package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** Many callers, one account, every fault: what the operations returned must be true in the end. */
final class ChaosRun {
    private static final String HOST = "aha.test";

    private final long seed;
    private final int callers;
    private final int operations;
    private final Duration bound;
    private UnaryOperator<Transport> through = UnaryOperator.identity();
    private final FastTime time = new FastTime();
    private final DrawnAccount drawn;
    private final ChaosReport report;

    /**
     * @param bound how long the callers may take together, in real time; a caller that has not ended then is a hang
     * @param report what this run adds its figures to
     */
    ChaosRun(long seed, int callers, int operations, Duration bound, ChaosReport report) {
        this.bound = bound;
        this.seed = seed;
        this.callers = callers;
        this.operations = operations;
        this.report = report;
        this.drawn = new DrawnAccount(seed);
    }

    /** Puts a defect in on purpose, between the client and the sockets. */
    ChaosRun through(UnaryOperator<Transport> defect) {
        through = defect;
        return this;
    }

    void run() throws Exception {
        ExecutorService workers = Executors.newCachedThreadPool();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (AhaSimulator aha = AhaSimulator.start(0, time.clock(), time::nanos)) {
            drawn.apply(aha, callers);
            Ledger ledger = new Ledger(new Meaning(aha, drawn));
            aha.rememberRequests(500_000);
            aha.settings().staleMillis(1_000);
            aha.faults().stallMillis(400).dripMillis(1);
            aha.faults().chaos(seed, probabilities());
            AhaAccount account = account(aha);
            List<ChaosSteps> steps = new ArrayList<>();
            List<ChaosCaller> all = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < callers; number++) {
                Random random = new Random(seed * 1_000 + number);
                DrawnValues values = new DrawnValues(random, drawn, aha.state().table("customers"));
                steps.add(new ChaosSteps(account, workers));
                ChaosCaller caller = new ChaosCaller(number, random, steps.get(number), values, ledger);
                all.add(caller);
                running.add(threads.submit(() -> {
                    caller.run(operations);
                    return null;
                }));
            }
            await(all, running, ledger);
            aha.faults().clear();
            List<SeenRequest> requests = aha.requests();
            if (ledger.hangs() == 0) {
                DrawnValues values =
                        new DrawnValues(new Random(seed), drawn, aha.state().table("customers"));
                new QuietChecks(aha, time, new ChaosSteps(account, workers), ledger).run(values);
            }
            int failed = steps.stream().mapToInt(one -> one.failures().size()).sum();
            report.add("seed " + seed + ": " + drawn, callers * operations, failed);
            Map<String, List<String>> defects = ledger.defects(aha);
            defects.get("duplicates")
                    .replaceAll(one -> one + writes(requests, "POST", "records", "\"" + one.split(" ")[0]));
            defects.get("lost links").replaceAll(one -> one + writes(requests, "PUT", "/" + one.split(" ")[0], ""));
            report.defects("seed " + seed, defects);
            report.fault(ChaosReport.REQUESTS, requests.size());
            requests.stream()
                    .filter(seen -> seen.fault() != null && seen.fault() != Fault.NONE)
                    .forEach(seen -> report.fault(seen.fault().name(), 1));
        } finally {
            workers.shutdownNow();
            threads.shutdownNow();
        }
    }

    /**
     * When the writes of this method arrived whose path and body hold these texts, what they met and what they sent.
     */
    private static String writes(List<SeenRequest> requests, String method, String path, String text) {
        StringBuilder line = new StringBuilder();
        requests.stream()
                .filter(seen -> seen.method().equals(method)
                        && seen.rawPath().endsWith(path)
                        && seen.body().contains(text))
                .forEach(seen -> line.append(String.format(
                        "; at %.1f s %s %d %s", seen.arrivalNanos() / 1e9, seen.fault(), seen.status(), seen.body())));
        return line.toString();
    }

    private void await(List<ChaosCaller> all, List<Future<?>> running, Ledger ledger) throws Exception {
        Random jumps = new Random(seed);
        long deadline = System.nanoTime() + bound.toNanos();
        for (int number = 0; number < running.size(); number++) {
            time.jump(Duration.ofSeconds(jumps.nextInt(20_000) - 10_000));
            try {
                running.get(number).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (ledger.hangs() == 0) {
                    System.out.println(threadDump());
                }
                String hang = "caller " + number + " had not ended after " + bound + ", in the operation after "
                        + all.get(number).latest();
                ledger.defect("hangs", hang);
                running.get(number).cancel(true);
            }
        }
    }

    private static String threadDump() {
        StringBuilder dump = new StringBuilder("Callers hang. All threads:\n");
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            dump.append(thread).append(' ').append(thread.getState()).append('\n');
            for (StackTraceElement frame : trace) {
                dump.append("    at ").append(frame).append('\n');
            }
        });
        return dump.toString();
    }

    /** Every fault now and then; those that end an operation at once are rarer, so that others get their turn. */
    private static Map<Fault, Double> probabilities() {
        Map<Fault, Double> probabilities = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            boolean rare =
                    switch (fault) {
                        case HUGE_BODY, GZIP_BOMB, DEEPLY_NESTED_JSON, UNAUTHORIZED, NOT_FOUND -> true;
                        case MOVED_PERMANENTLY, FOUND, TEMPORARY_REDIRECT, REFUSED_WITH_SUCCESS -> true;
                        default -> false;
                    };
            if (fault != Fault.NONE) {
                probabilities.put(fault, rare ? 0.001 : 0.01);
            }
        }
        return probabilities;
    }

    private AhaAccount account(AhaSimulator aha) {
        AccountSettings settings = new AccountSettings(
                URI.create(aha.url().replace("127.0.0.1", HOST)),
                "chaos",
                Limits.DOCUMENTED,
                RetryPolicy.DEFAULT,
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofMillis(2_000),
                false);
        Random names = new Random(seed);
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> {
                    int chance = names.nextInt(100);
                    if (chance < 3) {
                        throw new UnknownHostException(host);
                    }
                    // Nothing listens at the other address.
                    return List.of(InetAddress.getByName(chance < 6 ? "127.0.0.9" : "127.0.0.1"));
                })
                .build();
        Connector connector = OkHttpTransport.connector(http, settings);
        return new AhaAccount(
                settings,
                (token, cancellation) -> through.apply(connector.connect(token, cancellation)),
                time,
                new Random(seed + 1));
    }
}
