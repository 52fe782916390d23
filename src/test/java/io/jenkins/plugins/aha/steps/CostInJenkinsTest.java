package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.Extension;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code make bench-jenkins}: what steps cost a controller, in memory and in time. Fails when a figure is missed. */
@WithJenkins
@Tag("bench")
class CostInJenkinsTest {
    private static final int WAITING = 1_000;
    private static final int MOST_KILOBYTES = 20;
    /** What a step may take of its own, in milliseconds, besides its request and what Jenkins does for any step. */
    private static final double MOST_OWN = 2.0;

    private static final double MOST_OWN_OPTIMIZED = 1.0;
    /** What Aha! takes for an answer, in milliseconds, unless a row says otherwise; as in {@code make bench}. */
    private static final int LATENCY = 100;

    /** Before each step and bare call where answers come at once, in milliseconds, so that no limit is met. */
    private static final int REST = 90;

    private static final List<String> ROWS = new ArrayList<>();
    private static final List<String> MISSED = new ArrayList<>();

    private static JenkinsRule jenkins;

    /** A Jenkins in a process of its own, where nothing has run yet. */
    @RegisterExtension
    private final RealJenkinsExtension fresh =
            new RealJenkinsExtension().withTimeout((int) TimeUnit.HOURS.toSeconds(1));

    @TempDir
    private Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    /** Printed, and written for the documentation where a system property names the file. */
    @AfterAll
    static void report() throws IOException {
        String table =
                "| scenario | to reach | measured | verdict |\n|---|---|---|---|\n" + String.join("\n", ROWS) + "\n";
        System.out.println(table);
        String file = System.getProperty("aha.bench.table");
        if (file != null) {
            Files.writeString(Path.of(file), table);
        }
        assertEquals(List.of(), MISSED);
    }

    private static void row(String scenario, String toReach, String measured, boolean reached) {
        String verdict = toReach.isEmpty() ? "–" : reached ? "reached" : "MISSED";
        ROWS.add("| " + String.join(" | ", scenario, toReach, measured, verdict) + " |");
        if (!reached) {
            MISSED.add(scenario + ": " + measured);
        }
    }

    @Test
    void waitingStepsNeedLittleMemory() throws Exception {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            // Whatever is loaded by the first run is not counted.
            waiting(aha, "first", "ahaGetRecord id: number");
            Waiting steps = waiting(aha, "steps", "ahaGetRecord id: number");
            Waiting others = waiting(aha, "others", "semaphore \"wait${number}\"");
            double other = others.bytes / 1024.0 / WAITING;
            double all = steps.bytes / 1024.0 / WAITING;
            row(
                    WAITING + " waiting steps",
                    "under " + MOST_KILOBYTES + " KB of heap each",
                    String.format(
                            Locale.ROOT,
                            "%.1f KB with the branch that each waits in; %.1f KB for a step that only waits",
                            all,
                            other),
                    all < MOST_KILOBYTES);
            row(
                    WAITING + " waiting steps",
                    "no thread of the system",
                    steps.working + " threads of the system work for them",
                    steps.working == 0);
        }
    }

    private record Waiting(long bytes, long working) {}

    private Waiting waiting(AhaSimulator aha, String name, String step) throws Exception {
        aha.faults().when((method, path) -> true, WAITING, Fault.STALLED_BEFORE_STORING);
        int stalledBefore = aha.faults().stalled();
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                def branches = [:]
                for (int i = 1; i <= %d; i++) {
                    def number = i
                    branches['branch ' + number] = { %s }
                }
                semaphore '%s-ready'
                branches.last = { semaphore '%s-last' }
                parallel branches
                """.formatted(WAITING, step, name, name));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart(name + "-ready/1", build);
        long before = used();
        SemaphoreStep.success(name + "-ready/1", null);
        SemaphoreStep.waitForStart(name + "-last/1", build);
        Eventually.await(() -> !step.startsWith("aha") || aha.faults().stalled() > stalledBefore, "the first request");
        Waiting waiting = new Waiting(used() - before, workingThreads());
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        job.delete();
        return waiting;
    }

    private static long used() throws InterruptedException {
        for (int times = 0; times < 4; times++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(300);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long workingThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith("io.jenkins.plugins.aha.operation.")))
                .count();
    }

    @Test
    void aStepCostsLittleMoreThanItsRequest() throws Throwable {
        fresh.startJenkins();
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            String url = aha.url();
            String id = customer(aha);
            fresh.runRemotely(rule -> {
                StepTimes.warmUp(rule, url, id);
            });
        }
        stepRows("", stepTimes(LATENCY, 0));
        stepRows("an Aha! that answers at once: ", stepTimes(0, REST));
    }

    private static void stepRows(String where, StepTimes times) {
        ownCost(where + "a step", times.step() - times.bare(), times.nothing(), MOST_OWN);
        ownCost(
                where + "a step in a job with durability PERFORMANCE_OPTIMIZED",
                times.quickStep() - times.bare(),
                times.quickNothing(),
                MOST_OWN_OPTIMIZED);
        row(
                where + "ahaUpdateRecord, sent when Jenkins has saved the build",
                "at most the time of httpRequest and readJSON",
                overBare(times.write(), times.bare()) + "; httpRequest and readJSON "
                        + overBare(times.rival(), times.bare()),
                times.write() <= times.rival());
        over(where + "a step", times.step(), times);
        over(where + "a step in a job with durability PERFORMANCE_OPTIMIZED", times.quickStep(), times);
        row(
                where + "of a step, Jenkins waits for its disk before it calls it",
                "",
                String.format(Locale.ROOT, "%.1f ms", times.disk()),
                true);
    }

    /** Against an Aha! of its own, of whose limits nothing is used up. */
    private StepTimes stepTimes(int latency, int rest) throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            aha.settings().latencyMillis(latency);
            String url = aha.url();
            String id = customer(aha);
            return fresh.runRemotely(rule -> StepTimes.measure(rule, url, id, rest));
        }
    }

    private static String customer(AhaSimulator aha) {
        return aha.state().records("PRJ1", "customers").get(0).id();
    }

    private static void ownCost(String scenario, double overBare, double nothing, double most) {
        row(
                scenario + ": its own cost",
                String.format(Locale.ROOT, "at most %.1f ms over its request and a step that waits for nothing", most),
                String.format(
                        Locale.ROOT,
                        "%.1f ms (%.1f ms over the bare call, a step that waits for nothing %.1f ms)",
                        overBare - nothing,
                        overBare,
                        nothing),
                overBare - nothing <= most);
    }

    private static void over(String scenario, double time, StepTimes times) {
        row(
                scenario + " and the bare call",
                "",
                overBare(time, times.bare()) + "; httpRequest and readJSON " + overBare(times.rival(), times.bare()),
                true);
    }

    private static String overBare(double time, double bare) {
        return String.format(Locale.ROOT, "%.1f ms over the bare call (%.1f ms)", time - bare, time);
    }

    @Test
    void theStartCostsLittle() throws Throwable {
        Path loaded = folder.resolve("classes.log");
        fresh.javaOptions("-Xlog:class+load:file=" + loaded);
        fresh.startJenkins();
        double milliseconds = fresh.runRemotely(CostInJenkinsTest::makeExtensionsAnew);
        row(
                "start of Jenkins: load the plugin's extensions and make one of each",
                "under 50 ms",
                String.format(Locale.ROOT, "%.1f ms", milliseconds),
                milliseconds < 50);
        long early = classesOfOkHttp(loaded);
        fresh.runRemotely(rule -> {
            AhaJenkins.configure("http://127.0.0.1:9");
            rule.buildAndAssertStatus(Result.FAILURE, AhaJenkins.pipeline(rule, "ahaGetRecord id: '1'"));
        });
        long afterACall = classesOfOkHttp(loaded);
        assertTrue(afterACall > 0, "the log of classes shows nothing");
        row(
                "start of Jenkins: classes of OkHttp",
                "none before the first call",
                early + ", and " + afterACall + " after the first call",
                early == 0);
    }

    private static long classesOfOkHttp(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" okhttp3.")).count();
        }
    }

    /**
     * Milliseconds for what the plugin adds when Jenkins looks for extensions, with classes that are not loaded yet.
     */
    private static Double makeExtensionsAnew(JenkinsRule rule) throws Exception {
        ClassLoader plugin = rule.jenkins.pluginManager.getPlugin("aha").classLoader;
        List<String> names = new ArrayList<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, plugin)) {
            if (item.className().startsWith(OwnClasses.PACKAGE) && item.memberName() == null) {
                names.add(item.className());
            }
        }
        assertTrue(names.size() > 10, names.toString());
        long start = System.nanoTime();
        OwnClasses classes = new OwnClasses(plugin);
        for (String name : names) {
            Class.forName(name, true, classes).getDeclaredConstructor().newInstance();
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
