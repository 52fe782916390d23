package io.jenkins.plugins.aha.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * {@code make fuzz}: many cases of each target from the seed, then Jazzer, which looks for cases that reach code that
 * no case before reached, in a process of its own; two targets at a time. Writes a table; ends with 1 on a finding.
 */
public final class FuzzRun {
    private static final String PACKAGES = "io.jenkins.plugins.aha.client.**:io.jenkins.plugins.aha.operation.**";
    private static final int AT_ONCE = 2;
    private static final int LONGEST_CASE_SECONDS = 10;
    private static final long LONGEST_TARGET_MINUTES = 10;

    private final long seed;
    private final long cases;
    private final long guided;
    private final Path folder;

    private FuzzRun(long seed, long cases, long guided, Path folder) {
        this.seed = seed;
        this.cases = cases;
        this.guided = guided;
        this.folder = folder;
    }

    /** One target, done. */
    private record Outcome(FuzzTarget target, long seeded, long values, long errors, long seconds, boolean clean) {
        long all() {
            return values + errors;
        }
    }

    /**
     * @param arguments seed, cases of all targets, cases of each that Jazzer makes up, folder to work in
     */
    public static void main(String[] arguments) throws Exception {
        FuzzRun run = new FuzzRun(
                Long.parseLong(arguments[0]),
                Long.parseLong(arguments[1]),
                Long.parseLong(arguments[2]),
                Path.of(arguments[3]));
        System.exit(run.all() ? 0 : 1);
    }

    private boolean all() throws Exception {
        Files.createDirectories(folder);
        System.out.println("Fuzzing with seed " + seed + ", " + cases + " cases and more.");
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Outcome>> running = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.values()) {
            running.add(threads.submit(() -> fuzz(target)));
        }
        threads.shutdown();
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> outcome : running) {
            outcomes.add(outcome.get());
        }
        String table = table(outcomes);
        System.out.println(table);
        Files.writeString(folder.resolve("table.md"), table);
        return outcomes.stream().allMatch(Outcome::clean);
    }

    private Outcome fuzz(FuzzTarget target) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(target.toString()));
        long begun = System.nanoTime();
        long seeded = target.shareOf(cases);
        Map<FuzzCase.Ending, Long> endings;
        try {
            endings = SeededCases.run(target, seed, seeded);
        } catch (AssertionError finding) {
            System.out.println(finding.getMessage());
            return new Outcome(target, 0, 0, 0, secondsSince(begun), false);
        }
        long[] learned = guided(target, own);
        long values = endings.get(FuzzCase.Ending.VALUE) + learned[0];
        long errors = endings.get(FuzzCase.Ending.TYPED_ERROR) + learned[1];
        return new Outcome(target, seeded, values, errors, secondsSince(begun), learned[0] + learned[1] > 0);
    }

    private static long secondsSince(long begun) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    /** Values and typed errors of the cases that Jazzer made up; neither when it found something else. */
    private long[] guided(FuzzTarget target, Path own) throws IOException, InterruptedException {
        Path count = own.resolve("count").toAbsolutePath();
        Path log = own.resolve("log").toAbsolutePath();
        Files.deleteIfExists(count);
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Jazzer.class.getName(),
                        "--target_class=" + JazzerEntry.class.getName(),
                        "--target_args=" + target + " " + count,
                        "--instrumentation_includes=" + PACKAGES,
                        "--reproducer_path=" + own.toAbsolutePath(),
                        "-artifact_prefix=" + own.toAbsolutePath() + "/",
                        "-seed=" + (seed & 0x7fff_ffff),
                        "-runs=" + guided,
                        "-timeout=" + LONGEST_CASE_SECONDS)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = jazzer.waitFor(LONGEST_TARGET_MINUTES, TimeUnit.MINUTES);
        jazzer.destroyForcibly();
        if (!ended || jazzer.exitValue() != 0 || !Files.exists(count)) {
            System.out.println("A finding in " + target + ", see " + log);
            return new long[2];
        }
        String[] counts = Files.readString(count).split(" ");
        return new long[] {Long.parseLong(counts[0]), Long.parseLong(counts[1])};
    }

    private String table(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder("`make fuzz SEED=" + seed + "`\n\n"
                + "| target | reached through it | cases |"
                + " of these by Jazzer | a value | a typed"
                + " error | anything else | seconds |\n"
                + "|---|---|---:|---:|---:|---:|---:|---:|\n");
        long total = 0;
        long findings = 0;
        for (Outcome outcome : outcomes) {
            total += outcome.all();
            findings += outcome.clean() ? 0 : 1;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %,d | %,d | %d | %d |%n",
                    outcome.target(),
                    outcome.target().what(),
                    outcome.all(),
                    outcome.all() - outcome.seeded(),
                    outcome.values(),
                    outcome.errors(),
                    outcome.clean() ? 0 : 1,
                    outcome.seconds()));
        }
        return table + String.format(Locale.ROOT, "| **all** | | **%,d** | | | | **%d** | |%n", total, findings);
    }
}
