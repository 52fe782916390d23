package io.jenkins.plugins.aha.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * {@code make bench}. Arguments: {@code --quick}, {@code --latency MILLISECONDS} (100 unless given), {@code --only
 * SCENARIO}, {@code --page FILE} (docs/performance.md unless given; written after a whole run only). Exit status 1 when
 * a figure is missed, 2 for an argument that it does not know.
 */
public final class Bench {
    private static final List<Scenario> ALL = List.of(
            new ListScenario(),
            new FileScenario(),
            new LoadScenario(),
            new UpsertScenario(),
            new IndexScenario(),
            new LinkScenario(),
            new ManyBuildsScenario(),
            new BesideScenario(),
            new AbortScenario(),
            new SmallScenario());

    private final List<Scenario> scenarios = new ArrayList<>(ALL);
    private Sizes sizes = Sizes.FULL;
    private Duration latency = Duration.ofMillis(100);
    private Path page = Path.of("docs/performance.md");

    private Bench(List<String> arguments) {
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> sizes = Sizes.QUICK;
                case "--latency" -> latency = Duration.ofMillis(Long.parseLong(rest.next()));
                case "--page" -> page = Path.of(rest.next());
                case "--only" -> {
                    String wanted = rest.next();
                    scenarios.removeIf(scenario -> !scenario.name().equals(wanted));
                }
                default -> throw new IllegalArgumentException("Unknown argument: " + argument);
            }
        }
    }

    /** Runs everything, one scenario after the other. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Bench bench;
        try {
            bench = new Bench(List.of(arguments));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(bench.run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        List<Figure> figures = measure(scenarios, sizes, latency, System.out);
        String table = new ResultTable(figures).toString();
        System.out.println("\n" + table);
        if (sizes == Sizes.FULL && scenarios.equals(ALL)) {
            new PerformancePage(page).replaceFigures(machine() + "\n\n" + table);
            System.out.println("Written to " + page);
        }
        return figures.stream().allMatch(Figure::reached);
    }

    static List<Figure> measure(List<Scenario> scenarios, Sizes sizes, Duration latency, PrintStream progress)
            throws Exception {
        Path folder = Files.createTempDirectory("aha-bench");
        try {
            Setting setting = new Setting(sizes, latency, folder, progress);
            List<Figure> figures = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                progress.println(scenario.name());
                figures.addAll(scenario.measure(setting));
            }
            return figures;
        } finally {
            Files.delete(folder);
        }
    }

    static List<Scenario> scenarios() {
        return ALL;
    }

    private String machine() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                "Measured on %s with %d processors (%s, %s), Java %s, a latency of %d ms; load average of the last"
                        + " minute at the end %.1f.",
                LocalDate.now(ZoneOffset.UTC),
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                Runtime.version(),
                latency.toMillis(),
                system.getSystemLoadAverage());
    }
}
