package io.jenkins.plugins.aha.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Save a large table to a file within a small heap: without limits and latency, so that only the computing counts. */
final class FileScenario implements Scenario {
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int large = setting.sizes().filed();
        int small = setting.sizes().filedBase();
        String scenario = "list " + large + " records to .jsonl with -Xmx64m";
        double smallHeap;
        try (SimulatorProcess simulator = simulator(small)) {
            setting.tell("peak heap with " + small + " records");
            smallHeap = listing(simulator, setting, FileListing.Mode.HEAP, small);
        }
        try (SimulatorProcess simulator = simulator(large)) {
            setting.tell("peak heap with " + large + " records");
            double largeHeap = listing(simulator, setting, FileListing.Mode.HEAP, large);
            setting.tell("speed with " + large + " records");
            double speed = listing(simulator, setting, FileListing.Mode.SPEED, large);
            setting.tell("Jackson's bare parser over the same bytes");
            double bare = run(BareParser.class, simulator.url(), Sizes.pages(large));
            return List.of(
                    new Figure(scenario, "passes", "passed", true),
                    Figure.atMost(
                            scenario,
                            1.20,
                            "the peak heap of " + small,
                            largeHeap / smallHeap,
                            megabytes(largeHeap) + " to " + megabytes(smallHeap)),
                    Figure.atLeast(
                            scenario,
                            0.60,
                            "the speed of Jackson's bare streaming parser",
                            bare / speed,
                            String.format("%.2f s to %.2f s", speed, bare)));
        }
    }

    private static SimulatorProcess simulator(int records) throws IOException {
        return SimulatorProcess.start("--records", records, "--no-limits", "--frozen");
    }

    private static double listing(SimulatorProcess simulator, Setting setting, FileListing.Mode mode, int records)
            throws Exception {
        Path file = setting.folder().resolve("customers.jsonl");
        double result = run(FileListing.class, simulator.url(), mode, records, file);
        try (var lines = Files.lines(file)) {
            Expectation.hold(lines.count() == records, "The file does not have " + records + " lines");
        }
        Files.delete(file);
        return result;
    }

    /** What a process with a small heap prints. */
    private static double run(Class<?> main, Object... arguments) throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(main, SMALL_HEAP, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            Expectation.hold(process.waitFor() == 0, main.getSimpleName() + " failed");
            return Double.parseDouble(printed);
        } finally {
            process.destroy();
        }
    }

    private static String megabytes(double bytes) {
        return String.format("%.1f MB", bytes / 1024 / 1024);
    }
}
