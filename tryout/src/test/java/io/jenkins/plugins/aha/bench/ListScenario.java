package io.jenkins.plugins.aha.bench;

import java.util.List;
import java.util.Map;

/** List a table under the real limits, against scripts that loop. */
final class ListScenario implements Scenario {
    @Override
    public String name() {
        return "list";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int records = setting.sizes().listed();
        int pages = Sizes.pages(records);
        try (SimulatorProcess simulator = SimulatorProcess.start(
                "--records", records, "--latency", setting.latency().toMillis())) {
            setting.info("listing " + records + " records, " + Timed.WARM_UPS + " times to warm up");
            Timed<Integer> listed = Timed.warm(() -> {
                simulator.tally();
                return list(simulator, records);
            }).result();
            Tally tally = simulator.tally();

            setting.info("the loop with per_page=200, once to warm up");
            Rivals.loop(simulator.url(), "&per_page=200", pages);
            simulator.tally();
            Rivals.Outcome large = Rivals.loop(simulator.url(), "&per_page=200", pages);
            simulator.tally();
            setting.info("the loop with JsonSlurper, once to warm up");
            Rivals.groovyLoop(simulator.url());
            simulator.tally();
            Rivals.Outcome groovy = Rivals.groovyLoop(simulator.url());
            simulator.tally();
            setting.info("the loop with the default page size");
            Rivals.Outcome plain =
                    Rivals.loop(simulator.url(), "", setting.sizes().rivalRequests());

            String scenario = "list " + records + " records, real limits";
            return List.of(
                    Figure.requests(scenario, pages, tally),
                    setting.timeUnderLimits(scenario, listed.time(), 1, pages - 1),
                    faster(scenario, 2, "the per_page=200 loop", large, listed),
                    faster(scenario, 10, "the default loop", plain, listed),
                    Figure.information(
                            scenario,
                            String.format("%.2f", Setting.ratio(groovy.time(), listed.time()))
                                    + " × faster than the loop with JsonSlurper (" + groovy.inWords() + ")"));
        }
    }

    private static Figure faster(
            String scenario, double bound, String ofWhat, Rivals.Outcome rival, Timed<Integer> listed) {
        return Figure.atLeast(
                scenario,
                bound,
                "faster than " + ofWhat,
                Setting.ratio(rival.time(), listed.time()),
                rival.inWords() + " to " + Setting.seconds(listed.time()));
    }

    private static Timed<Integer> list(SimulatorProcess simulator, int expected) throws Exception {
        try (Site site = Site.of(simulator)) {
            Timed<Integer> listed = Timed.run(
                    () -> ((List<?>) Build.run(site, "ahaListRecords", Map.of("product", "PRJ1", "table", "customers")))
                            .size());
            Expectation.hold(listed.result() == expected, listed.result() + " records listed, not " + expected);
            return listed;
        }
    }
}
