package io.jenkins.plugins.aha.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Upsert records by key into a large table: none of them changed, all changed, all new. */
final class UpsertScenario implements Scenario {
    /** The first customers of the simulated account have names of their own. */
    private static final int FIRST_NUMBERED = 13;

    @Override
    public String name() {
        return "upsert";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int table = setting.sizes().upsertTable();
        int rows = setting.sizes().upserted();
        int pages = Sizes.pages(table);
        List<Integer> numbers = new ArrayList<>(
                IntStream.rangeClosed(FIRST_NUMBERED, table).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        List<Figure> figures = new ArrayList<>();
        try (SimulatorProcess simulator = SimulatorProcess.start(
                "--records", table, "--latency", setting.latency().toMillis())) {
            String scenario = "upsert " + rows + " records by key into " + table;
            setting.info(scenario + ", none changed, " + Timed.WARM_UPS + " times to warm up");
            IntFunction<Map<String, Object>> same =
                    row -> Map.of("name", "Customer " + numbers.get(row), "region", "EMEA");
            Timed<Object> kept = Timed.warm(() -> {
                simulator.tally();
                return upsert(simulator, rows, same, "kept");
            }).result();
            figures.addAll(figures(
                    scenario + ", none changed",
                    pages + 1,
                    simulator.tally(),
                    setting.timeUnderLimits(scenario + ", none changed", kept.time(), 1, pages - 1)));

            setting.info(scenario + ", all changed");
            Timed<Object> updated = upsert(
                    simulator,
                    rows,
                    row -> Map.of("name", "Customer " + numbers.get(row), "tier", "platinum"),
                    "updated");
            figures.addAll(figures(
                    scenario + ", all changed",
                    pages + 1 + rows,
                    simulator.tally(),
                    setting.timeUnderLimits(scenario + ", all changed", updated.time(), 1, pages - 1, rows)));

            setting.info(scenario + ", all new");
            Timed<Object> created =
                    upsert(simulator, rows, row -> Map.of("name", "New " + row, "tier", "gold"), "created");
            figures.addAll(figures(
                    scenario + ", all new",
                    pages + 1 + rows,
                    simulator.tally(),
                    setting.timeUnderLimits(scenario + ", all new", created.time(), 1, pages - 1, rows)));
        }
        return figures;
    }

    private static List<Figure> figures(String scenario, int most, Tally tally, Figure time) {
        return List.of(Figure.requests(scenario, most, tally), time);
    }

    private static Timed<Object> upsert(
            SimulatorProcess simulator, int rows, IntFunction<Map<String, Object>> row, String outcome)
            throws Exception {
        List<Map<String, Object>> fields =
                IntStream.range(0, rows).mapToObj(row).toList();
        Map<String, Object> parameters =
                Map.of("product", "PRJ1", "table", "customers", "uniqueBy", "name", "fields", fields);
        try (Site site = Site.of(simulator)) {
            Timed<Object> done = Timed.run(() -> Build.run(site, "ahaCreateRecord", parameters));
            for (Object record : (List<?>) done.result()) {
                Object became = ((Map<?, ?>) record).get("outcome");
                Expectation.hold(outcome.equals(became), "A record was " + became + ", not " + outcome);
            }
            return done;
        }
    }
}
