package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.client.AccountSettings;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.Limits;
import io.jenkins.plugins.aha.client.OkHttpTransport;
import io.jenkins.plugins.aha.client.RetryPolicy;
import io.jenkins.plugins.aha.client.Transport;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** Many callers, one account, every fault: what they were told must be true in the end. */
final class ChaosRun {
    private static final String HOST = "aha.test";

    private final long seed;
    private final int callers;
    private final int operations;
    private final Duration bound;
    private UnaryOperator<Transport> through = UnaryOperator.identity();
    private final FastTime time = new FastTime();
    private final Ledger ledger = new Ledger();
    private Map<String, List<String>> defects;
    private final Map<String, Long> faults = new TreeMap<>();
    private int failed;

    /** @param bound how long the callers may take together, in real time; who has not ended then counts as a hang */
    ChaosRun(long seed, int callers, int operations, Duration bound) {
        this.bound = bound;
        this.seed = seed;
        this.callers = callers;
        this.operations = operations;
    }

    /** Puts a defect in on purpose, between the client and the sockets. */
    ChaosRun through(UnaryOperator<Transport> defect) {
        through = defect;
        return this;
    }

    /** Kind of defect → each case. */
    Map<String, List<String>> defects() {
        return defects;
    }

    void run() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(8);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (AhaSimulator aha = AhaSimulator.start(0, time.clock(), time::nanos)) {
            DemoWorld.populate(aha);
            aha.state().seed(RecordKind.RELEASE, "9000000000000000002", "PRJ1", "PRJ1-R-2", "Second release", null);
            aha.rememberRequests(500_000);
            aha.settings().staleMillis(1_000);
            aha.faults().stallMillis(400).dripMillis(1);
            aha.faults().chaos(seed, probabilities());
            AhaAccount account = account(aha);
            List<ChaosCaller> all = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < callers; number++) {
                ChaosCaller caller = new ChaosCaller(number, seed, account, workers, ledger);
                all.add(caller);
                running.add(threads.submit(() -> {
                    caller.run(operations);
                    return null;
                }));
            }
            await(all, running);
            aha.faults().clear();
            if (ledger.hangs() == 0) {
                listAll(aha, account, workers);
            }
            defects = ledger.defects(aha);
            failed = all.stream().mapToInt(ChaosCaller::failed).sum();
            aha.requests().stream()
                    .filter(seen -> seen.fault() != null && seen.fault() != Fault.NONE)
                    .forEach(seen -> faults.merge(seen.fault().name(), 1L, Long::sum));
            faults.put("(requests)", (long) aha.requests().size());
        } finally {
            workers.shutdownNow();
            threads.shutdownNow();
        }
    }

    private void await(List<ChaosCaller> all, List<Future<?>> running) throws Exception {
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
                ledger.hang("caller " + number + " had not ended after " + bound + ", in the operation after "
                        + all.get(number).latest());
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

    /** Nobody writes any more, no fault happens, and replicas have caught up: a listing must be complete. */
    private void listAll(AhaSimulator aha, AhaAccount account, ExecutorService workers) throws Exception {
        time.sleep(Duration.ofSeconds(5));
        Object listed = Invocation.of("ahaListRecords", Map.of("product", "PRJ1", "table", "customers"))
                .run(new ChaosContext(account, workers));
        Set<String> ids = aha.state().records("PRJ1", "customers").stream()
                .map(StoredRecord::id)
                .collect(Collectors.toSet());
        new AnswerChecks(ledger).listedInTheEnd(ids, (List<?>) listed);
    }

    /** Every fault now and then; those that a caller is simply told of are rarer, so that others get their turn. */
    private static Map<Fault, Double> probabilities() {
        Map<Fault, Double> probabilities = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            boolean rare =
                    switch (fault) {
                        case HUGE_BODY, GZIP_BOMB, DEEPLY_NESTED_JSON, UNAUTHORIZED, NOT_FOUND -> true;
                        case MOVED_PERMANENTLY, FOUND, TEMPORARY_REDIRECT -> true;
                        default -> false;
                    };
            if (fault != Fault.NONE) {
                probabilities.put(fault, rare ? 0.001 : 0.012);
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
                    // Nobody listens at the other address.
                    return List.of(InetAddress.getByName(chance < 6 ? "127.0.0.9" : "127.0.0.1"));
                })
                .build();
        AhaAccount.Connector connector = OkHttpTransport.connector(http, settings);
        return new AhaAccount(
                settings,
                (token, cancellation) -> through.apply(connector.connect(token, cancellation)),
                time,
                new Random(seed + 1));
    }

    /** The table of issue and docs: what was done, what went wrong on the way, what went wrong in the end. */
    String table() {
        StringBuilder table = new StringBuilder("seed " + seed + ": " + callers * operations + " operations by "
                + callers + " callers, " + failed + " of them told an error\n");
        faults.forEach((fault, count) -> table.append(String.format("  %-40s %7d%n", fault, count)));
        defects.forEach((defect, cases) -> {
            table.append(String.format("  %-40s %7d%n", defect.toUpperCase(Locale.ROOT), cases.size()));
            cases.stream()
                    .limit(10)
                    .forEach(one -> table.append("      ").append(one).append('\n'));
        });
        return table.toString();
    }

    /** The same as {@link #table}, without the single cases, as a table of docs/reliability.md. */
    String markdown() {
        StringBuilder page =
                new StringBuilder("`make chaos SEED=" + seed + "`: " + callers * operations + " operations by "
                        + callers + " callers, " + failed + " of them told an error\n\n| | count |\n|---|---:|\n");
        faults.forEach((fault, count) -> page.append(
                String.format("| %s | %d |%n", fault.toLowerCase(Locale.ROOT).replace('_', ' '), count)));
        defects.forEach((defect, cases) -> page.append(String.format("| **%s** | **%d** |%n", defect, cases.size())));
        return page.toString();
    }
}
