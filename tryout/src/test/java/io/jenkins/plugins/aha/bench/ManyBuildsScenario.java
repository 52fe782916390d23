package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Several builds at once, five operations each, given to the site's threads in turn. The fair share of a build of equal
 * work is that all have ended when the limits can have let the last of all requests through; no build may be later than
 * that by more than a twentieth.
 */
final class ManyBuildsScenario implements Scenario {
    private static final int OPERATIONS = 5;
    private static final int FEATURES_EACH = 5;
    private static final int RECORDS = 600;

    @Override
    public String name() {
        return "builds";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int builds = setting.sizes().builds();
        String scenario = OPERATIONS * builds + " operations of " + builds + " builds at once";
        setting.info(scenario);
        try (SimulatorProcess simulator = SimulatorProcess.start(
                "--records",
                RECORDS,
                "--features",
                builds * FEATURES_EACH,
                "--latency",
                setting.latency().toMillis())) {
            String customer = (String) LinkScenario.anyCustomer(simulator);
            List<Duration> ends = run(simulator, builds, customer);
            Tally tally = simulator.tally();
            Duration ideal = setting.ideal().of(tally.requests());
            Duration latest = ends.stream().max(Duration::compareTo).orElseThrow();
            Duration earliest = ends.stream().min(Duration::compareTo).orElseThrow();
            return List.of(
                    new Figure(
                            scenario,
                            "no 429",
                            tally.refused() + " of " + tally.requests() + " requests refused",
                            tally.refused() == 0),
                    Figure.atMost(
                            scenario,
                            1.05,
                            "its fair share waits any build",
                            Setting.ratio(latest, ideal),
                            "the last ends after " + Setting.seconds(latest) + ", the first after "
                                    + Setting.seconds(earliest) + "; fair share " + Setting.seconds(ideal)));
        }
    }

    /** When each of the builds had ended. */
    private static List<Duration> run(SimulatorProcess simulator, int builds, String customer) throws Exception {
        ExecutorService waiting = Executors.newFixedThreadPool(OPERATIONS * builds);
        try (Site site = Site.of(simulator)) {
            long begun = System.nanoTime();
            List<List<Future<Duration>>> ends = new ArrayList<>();
            IntStream.range(0, builds).forEach(build -> ends.add(new ArrayList<>()));
            for (int operation = 0; operation < OPERATIONS; operation++) {
                for (int build = 0; build < builds; build++) {
                    Future<Object> step = begin(site, operation, build, customer);
                    ends.get(build).add(waiting.submit(() -> {
                        step.get();
                        return Duration.ofNanos(System.nanoTime() - begun);
                    }));
                }
            }
            List<Duration> latest = new ArrayList<>();
            for (List<Future<Duration>> ofBuild : ends) {
                Duration end = Duration.ZERO;
                for (Future<Duration> one : ofBuild) {
                    end = one.get().compareTo(end) > 0 ? one.get() : end;
                }
                latest.add(end);
            }
            return latest;
        } finally {
            waiting.shutdownNow();
        }
    }

    private static Future<Object> begin(Site site, int operation, int build, String customer) {
        Build step = new Build(site, null);
        return switch (operation) {
            case 0 -> step.begin(
                    "ahaCreateRecord",
                    Map.of(
                            "product",
                            "PRJ1",
                            "table",
                            "deployments",
                            "fields",
                            IntStream.range(0, 4)
                                    .mapToObj(number -> Map.of("name", "Deployment " + build + "." + number))
                                    .toList()));
            case 1 -> step.begin("ahaGetRecord", Map.of("id", customer));
            case 2 -> step.begin("ahaListRecords", Map.of("product", "PRJ1", "table", "customers"));
            case 3 -> step.begin("ahaUpdateRecord", Map.of("id", customer, "fields", Map.of("tier", "tier " + build)));
            default -> step.begin(
                    "ahaLinkRecords",
                    Map.of(
                            "target",
                            IntStream.rangeClosed(1, FEATURES_EACH)
                                    .mapToObj(number -> "PRJ1-" + (build * FEATURES_EACH + number))
                                    .toList(),
                            "field",
                            "customers",
                            "records",
                            customer));
        };
    }
}
