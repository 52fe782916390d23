package io.jenkins.plugins.aha.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Load records out of a large file within a small heap: by key, what a table as large has already, and without a key as
 * a dry run. Nothing is written: what Aha!'s limits let through would take hours.
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
        String scenario = "load " + large + " records from .csv with -Xmx64m";
        setting.info("peak heap with " + small + " and " + large + " rows");
        try (SimulatorProcess simulator =
                SimulatorProcess.start("--records", large + FileLoading.OTHERS, "--no-limits", "--frozen")) {
            double smallByKey = loading(simulator, FileLoading.Mode.BY_KEY, small);
            simulator.tally();
            double byKey = loading(simulator, FileLoading.Mode.BY_KEY, large);
            int requests = simulator.tally().requests();
            double smallDry = loading(simulator, FileLoading.Mode.DRY_RUN, small);
            double dry = loading(simulator, FileLoading.Mode.DRY_RUN, large);
            return List.of(
                    new Figure(scenario, "passes", "passed, by key with " + requests + " requests", true),
                    Figure.atMost(
                            scenario,
                            1.25,
                            "the peak heap of " + small,
                            Math.max(byKey / smallByKey, dry / smallDry),
                            "by key, none changed: " + megabytes(byKey) + " to " + megabytes(smallByKey) + "; dry run without key: "
                                    + megabytes(dry) + " to " + megabytes(smallDry)));
        }
    }

    private static double loading(SimulatorProcess simulator, FileLoading.Mode mode, int rows) throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(FileLoading.class, SMALL_HEAP, simulator.url(), mode, rows))
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
