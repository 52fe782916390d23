package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.Extension;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    private static final int STEPS = 45;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 5;
    private static final int MOST_KILOBYTES = 20;
    private static final double MOST_MILLISECONDS = 5;

    private static final List<String> ROWS = new ArrayList<>();
    private static final List<String> MISSED = new ArrayList<>();

    private static JenkinsRule jenkins;

    /** A Jenkins in a process of its own, where nothing has run yet. */
    @RegisterExtension
    private final RealJenkinsExtension fresh = new RealJenkinsExtension();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    /** Told, and written for the documentation where a system property names the file. */
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
            int pool = AhaJenkins.configure(aha.url()).getWorkerThreads();
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
                    "no thread beyond the pool of " + pool,
                    steps.working + " threads work for them",
                    steps.working <= pool);
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
        while (step.startsWith("aha") && aha.faults().stalled() == stalledBefore) {
            Thread.onSpinWait();
        }
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
    void aStepCostsLittleMoreThanItsRequest() throws Exception {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            String id = aha.state().records("PRJ1", "customers").get(0).id();
            String address = aha.url() + "/api/v1/custom_object_records/" + id;
            String ours = "ahaGetRecord id: '" + id + "'";
            String theirs = "readJSON text: httpRequest(url: '" + address + "', quiet: true, customHeaders: [[name:"
                    + " 'Authorization', value: 'Bearer " + AhaJenkins.TOKEN + "', maskValue: true]]).content";
            double bare = Double.MAX_VALUE;
            double step = Double.MAX_VALUE;
            double rival = Double.MAX_VALUE;
            double nothing = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                bare = Math.min(bare, requests(address));
                step = Math.min(step, steps(ours));
                rival = Math.min(rival, steps(theirs));
                nothing = Math.min(nothing, steps("echo ''"));
            }
            row(
                    "one step's own cost",
                    "at most 5 ms over the bare HTTP call",
                    String.format(
                            Locale.ROOT,
                            "%.1f ms (%.1f ms with a bare call of %.1f ms; a step that does nothing: %.1f ms)",
                            step - bare,
                            step,
                            bare,
                            nothing),
                    step - bare <= MOST_MILLISECONDS);
            row(
                    "the same through httpRequest and readJSON",
                    "",
                    String.format(Locale.ROOT, "%.1f ms, %.1f × of the step", rival, rival / step),
                    true);
        }
    }

    /**
     * Milliseconds for a step, of many in one build. Between them it pauses, so that all rounds together stay below the
     * plugin's limits of a second and a minute.
     */
    private static double steps(String step) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                def took = 0
                for (int i = 0; i < %d; i++) {
                    sleep time: 60, unit: 'MILLISECONDS'
                    def start = currentBuild.duration
                    %s
                    if (i >= %d) { took += currentBuild.duration - start }
                }
                echo "TOOK ${took} ms"
                """.formatted(STEPS + WARM_UP, step, WARM_UP));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        String took = build.getLog(50).stream()
                .filter(line -> line.startsWith("TOOK "))
                .findFirst()
                .orElseThrow();
        job.delete();
        return Double.parseDouble(took.split(" ")[1]) / STEPS;
    }

    /** Milliseconds for a bare call with the JDK's client, of many in a row. */
    private static double requests(String address) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + AhaJenkins.TOKEN)
                .build();
        long start = 0;
        for (int i = 0; i < WARM_UP + STEPS; i++) {
            start = i == WARM_UP ? System.nanoTime() : start;
            assertEquals(
                    200,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
        return (System.nanoTime() - start) / 1e6 / STEPS;
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

    /** Milliseconds for what the plugin adds when Jenkins looks for extensions, with classes that nobody has loaded. */
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

    /** Loads the plugin's classes a second time; all others are the plugin's own. */
    private static final class OwnClasses extends ClassLoader {
        static final String PACKAGE = "io.jenkins.plugins.aha.";

        OwnClasses(ClassLoader plugin) {
            super(plugin);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
