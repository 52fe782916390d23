package io.jenkins.plugins.aha.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Load records out of a large file within a small heap, by key: what exists in a table as large, unchanged, so that
 * nothing is written, which would take hours.
 */
final class LoadScenario implements Scenario {
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int large = setting.sizes().filed() / 2;
        int small = setting.sizes().filedBase() / 10;
        int table = large + FileLoading.OTHERS;
        String scenario = "load " + large + " records from .csv by key with -Xmx64m, none changed";
        setting.info("peak heap with " + small + " and " + large + " rows");
        try (SimulatorProcess simulator =
                SimulatorProcess.start("--records", table, "--no-limits", "--frozen")) {
            double smallHeap = loading(simulator, small);
            simulator.tally();
            double largeHeap = loading(simulator, large);
            int requests = simulator.tally().requests();
            return List.of(
                    new Figure(scenario, "passes", "passed, with " + requests + " requests", true),
                    Figure.atMost(
                            scenario,
                            1.25,
                            "the peak heap of " + small,
                            largeHeap / smallHeap,
                            megabytes(largeHeap) + " to " + megabytes(smallHeap)));
        }
    }

    private static double loading(SimulatorProcess simulator, int rows) throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(FileLoading.class, SMALL_HEAP, simulator.url(), rows))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            Expectation.hold(process.waitFor() == 0, "Loading " + rows + " rows failed");
            return Double.parseDouble(printed);
        } finally {
            process.destroy();
        }
    }

    private static String megabytes(double bytes) {
        return String.format("%.1f MB", bytes / 1024 / 1024);
    }
}
