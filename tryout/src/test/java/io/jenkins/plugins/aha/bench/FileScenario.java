package io.jenkins.plugins.aha.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Save a large table to a file within a small heap: without limits and latency, so that only the computing counts. */
final class FileScenario implements Scenario {
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    private static final int ROUNDS = 15;

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
            setting.info("peak heap with " + small + " records");
            smallHeap = listing(simulator, setting, FileListing.Mode.HEAP, small);
        }
        try (SimulatorProcess simulator = simulator(large)) {
            setting.info("peak heap with " + large + " records");
            double largeHeap = listing(simulator, setting, FileListing.Mode.HEAP, large);
            setting.info("speed with " + large + " records, in turn with Jackson's bare parser over the same bytes");
            Path file = setting.folder().resolve("customers.jsonl");
            Figure speed = speed(scenario, simulator, file, large);
            Files.delete(file);
            return List.of(
                    new Figure(scenario, "passes", "passed", true),
                    Figure.atMost(
                            scenario,
                            1.20,
                            "the peak heap of " + small,
                            largeHeap / smallHeap,
                            megabytes(largeHeap) + " to " + megabytes(smallHeap)),
                    speed);
        }
    }

    /** The middle one of several rounds, by how the two compare. */
    private static Figure speed(String scenario, SimulatorProcess simulator, Path file, int records) throws Exception {
        List<double[]> rounds = new ArrayList<>();
        try (WarmProcess plugin = WarmProcess.start(
                        FileListing.class, SMALL_HEAP, simulator.url(), FileListing.Mode.SPEED, records, file);
                WarmProcess bare =
                        WarmProcess.start(BareParser.class, SMALL_HEAP, simulator.url(), Sizes.pages(records))) {
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(new double[] {plugin.again(), bare.again()});
            }
        }
        rounds.sort(Comparator.comparingDouble(round -> round[1] / round[0]));
        double[] middle = rounds.get(ROUNDS / 2);
        return Figure.atLeast(
                scenario,
                0.60,
                "the speed of Jackson's bare streaming parser",
                middle[1] / middle[0],
                String.format("%.2f s to %.2f s, the median of %d rounds", middle[0], middle[1], ROUNDS));
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
