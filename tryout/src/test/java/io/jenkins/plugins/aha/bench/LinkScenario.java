package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Add one customer to many features: none has it yet, all have it already. */
final class LinkScenario implements Scenario {
    @Override
    public String name() {
        return "link";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int features = setting.sizes().linked();
        try (SimulatorProcess simulator = SimulatorProcess.start(
                "--features", features, "--latency", setting.latency().toMillis())) {
            String scenario = "add one customer to " + features + " features, real limits";
            setting.info(scenario);
            Map<String, Object> parameters = Map.of(
                    "target",
                    IntStream.rangeClosed(1, features)
                            .mapToObj(number -> "PRJ1-" + number)
                            .toList(),
                    "field",
                    "customers",
                    "records",
                    anyCustomer(simulator));
            Duration adding = link(simulator, parameters, true);
            Tally added = simulator.tally();
            setting.info("the same again: all are linked");
            Duration looking = link(simulator, parameters, false);
            Tally looked = simulator.tally();
            return List.of(
                    Figure.requests(scenario, 2 * features, added),
                    setting.timeUnderLimits(scenario, adding, 2 * features),
                    Figure.requests(scenario + ", all linked", features, looked),
                    setting.timeUnderLimits(scenario + ", all linked", looking, features));
        }
    }

    /** Its id, read before the measuring, which also warms up. */
    static Object anyCustomer(SimulatorProcess simulator) throws Exception {
        try (Site site = Site.of(simulator)) {
            List<?> records = (List<?>)
                    Build.run(site, "ahaListRecords", Map.of("product", "PRJ1", "table", "customers", "limit", 1));
            return ((Map<?, ?>) records.get(0)).get("id");
        } finally {
            simulator.tally();
        }
    }

    private static Duration link(SimulatorProcess simulator, Map<String, Object> parameters, boolean changes)
            throws Exception {
        try (Site site = Site.of(simulator)) {
            Timed<Object> linked = Timed.run(() -> Build.run(site, "ahaLinkRecords", parameters));
            for (Object target : (List<?>) linked.result()) {
                Expectation.hold(((Map<?, ?>) target).get("changed").equals(changes), "Unexpected: " + target);
            }
            return linked.time();
        }
    }
}
