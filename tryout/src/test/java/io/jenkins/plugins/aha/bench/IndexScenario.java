package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Upserts of one record into a table that an upsert has read before, against as many bare requests, and 50 builds that
 * upsert one record each at the same time.
 */
final class IndexScenario implements Scenario {
    private static final int ROUNDS = 9;
    /** Count, changes, the record, and the write. */
    private static final int REQUESTS = 4;
    private static final int BUILDS = 50;
    /** What was written in the last minute counts as changed. */
    private static final int AGE = 10;

    @Override
    public String name() {
        return "index";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>(again(setting, setting.sizes().upsertTable(), true));
        figures.addAll(again(setting, setting.sizes().filed(), false));
        figures.add(builds(setting, setting.sizes().upsertTable()));
        return figures;
    }

    private static SimulatorProcess simulator(Setting setting, int records, Object... options) throws Exception {
        List<Object> all = new ArrayList<>(
                List.of("--records", records, "--age", AGE, "--latency", setting.latency().toMillis()));
        all.addAll(List.of(options));
        return SimulatorProcess.start(all.toArray());
    }

    private static List<Figure> again(Setting setting, int records, boolean groovy) throws Exception {
        String scenario = "upsert one record into " + records + ", after the first time";
        setting.info(scenario);
        String name = "Customer " + records / 2;
        try (SimulatorProcess simulator = simulator(setting, records, "--no-limits");
                Site site = new Site(simulator.url(), Site.NO_LIMITS)) {
            long before = usedHeap();
            upsert(site, name, "first");
            double heap = Math.max(0, usedHeap() - before) / 1024.0 / 1024;
            for (int round = 0; round < Timed.WARM_UPS; round++) {
                upsert(site, name, "warm " + round);
                Rivals.bare(simulator.url(), REQUESTS);
            }
            simulator.tally();
            upsert(site, name, "counted");
            Tally tally = simulator.tally();
            List<Duration> ours = new ArrayList<>();
            List<Duration> bare = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                String tier = "round " + round;
                ours.add(Timed.run(() -> upsert(site, name, tier)).time());
                bare.add(Timed.run(() -> Rivals.bare(simulator.url(), REQUESTS)).time());
            }
            Duration middle = middle(ours);
            Duration least = middle(bare);
            List<Figure> figures = new ArrayList<>(List.of(
                    Figure.requests(scenario, REQUESTS, tally),
                    Figure.atMost(
                            scenario,
                            1.15,
                            "the time of " + REQUESTS + " bare calls",
                            Setting.ratio(middle, least),
                            Setting.seconds(middle) + " to " + Setting.seconds(least)),
                    Figure.megabytes(scenario, "heap for the index", 16, heap)));
            Rivals.Outcome loop = Rivals.loop(
                    simulator.url(), "&per_page=200", setting.sizes().rivalRequests());
            figures.add(rival(scenario, "the per_page=200 loop", loop, middle));
            if (groovy) {
                figures.add(rival(scenario, "the loop with JsonSlurper", Rivals.groovyLoop(simulator.url()), middle));
            }
            return figures;
        }
    }

    private static Figure rival(String scenario, String what, Rivals.Outcome rival, Duration ours) {
        return Figure.information(
                scenario,
                String.format("%.1f", Setting.ratio(rival.time(), ours)) + " × faster than to find it by " + what + " ("
                        + rival.inWords() + ")");
    }

    private static Figure builds(Setting setting, int records) throws Exception {
        String scenario = BUILDS + " builds upsert one record each into " + records;
        setting.info(scenario);
        try (SimulatorProcess simulator = simulator(setting, records);
                Site site = Site.of(simulator)) {
            List<Future<Object>> builds = IntStream.range(0, BUILDS)
                    .mapToObj(build -> new Build(site, null).begin("ahaCreateRecord", record("Build " + build, "gold")))
                    .toList();
            for (Future<Object> build : builds) {
                build.get();
            }
            return Figure.requests(scenario, Sizes.pages(records) + REQUESTS * BUILDS, simulator.tally());
        }
    }

    private static Object upsert(Site site, String name, String tier) throws Exception {
        Object record = Build.run(site, "ahaCreateRecord", record(name, tier));
        Expectation.hold("updated".equals(((Map<?, ?>) record).get("outcome")), "Not updated: " + record);
        return record;
    }

    private static Map<String, Object> record(String name, String tier) {
        return Map.of(
                "product",
                "PRJ1",
                "table",
                "customers",
                "uniqueBy",
                "name",
                "fields",
                Map.of("name", name, "tier", tier));
    }

    private static Duration middle(List<Duration> times) {
        return times.stream().sorted(Comparator.naturalOrder()).toList().get(times.size() / 2);
    }

    private static long usedHeap() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
