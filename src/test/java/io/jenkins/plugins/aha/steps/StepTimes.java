package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * How many milliseconds things take, each the median of several rounds in turn: the machine may do something else in
 * one.
 *
 * @param bare a call of the JDK's HTTP client, on a connection that it keeps
 * @param nothing a step that only waits for nothing: as one that waits for an answer, Jenkins hands it to another
 *     thread and back
 * @param step {@code ahaGetRecord}
 * @param write {@code ahaUpdateRecord}, which sends nothing before Jenkins has saved the build
 * @param rival the same with httpRequest and readJSON
 * @param quickNothing a step that only waits for nothing, in a job that Jenkins does not save at each step
 * @param quickStep {@code ahaGetRecord} in such a job
 * @param disk what Jenkins waits for its disk before it calls a step, in the default durability
 */
record StepTimes(
        double bare,
        double nothing,
        double step,
        double write,
        double rival,
        double quickNothing,
        double quickStep,
        double disk)
        implements Serializable {
    private static final int STEPS = 45;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 7;
    private static final String NOTHING = "sleep 0";

    /**
     * Steps of each durability, as on a controller that has run for days: Java compiles what it runs only by and by.
     */
    private static final int STEPS_BEFORE = 2_000;
    /** Calls of Aha! after those; nearly as many as the plugin sends in a minute. */
    private static final int CALLS_BEFORE = 290;

    private static void configure(String url) throws Exception {
        AhaSite site = AhaJenkins.configure(url);
        // The same, as if it were another account: each durability has the limits for itself.
        AhaGlobalConfiguration.get()
                .setSites(List.of(site, AhaJenkins.site("other", url.replace("127.0.0.1", "localhost"))));
    }

    /**
     * Lets this Jenkins run many steps.
     *
     * @param url of an Aha! that nothing is measured with, so that all of its limits may be used up
     */
    static void warmUp(JenkinsRule jenkins, String url, String id) throws Exception {
        configure(url);
        warmUp(jenkins, "ahaGetRecord id: '" + id + "'", FlowDurabilityHint.MAX_SURVIVABILITY);
        warmUp(jenkins, "ahaGetRecord id: '" + id + "', site: 'other'", FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
    }

    private static void warmUp(JenkinsRule jenkins, String step, FlowDurabilityHint durability) throws Exception {
        run(jenkins, durability, """
                for (int i = 0; i < %d; i++) { %s }
                for (int i = 0; i < %d; i++) { %s }
                """.formatted(STEPS_BEFORE, NOTHING, CALLS_BEFORE, step));
    }

    private static WorkflowRun run(JenkinsRule jenkins, FlowDurabilityHint durability, String script) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, script);
        job.addProperty(new DurabilityHintJobProperty(durability));
        return jenkins.buildAndAssertSuccess(job);
    }

    /**
     * Measures in this Jenkins.
     *
     * @param url of an Aha! in another process
     * @param id of a record there
     * @param rest milliseconds of rest before each step and each bare call, so that not the plugin's limits are
     *     measured: whatever follows a rest is slower; 0 for none, where answers take so long that the limits are not
     *     reached
     */
    static StepTimes measure(JenkinsRule jenkins, String url, String id, int rest) throws Exception {
        configure(url);
        String pause = rest == 0 ? "" : "sleep time: " + rest + ", unit: 'MILLISECONDS'";
        String address = url + "/api/v1/custom_object_records/" + id;
        String ours = "ahaGetRecord id: '" + id + "'";
        String theirs = "readJSON text: httpRequest(url: '" + address + "', quiet: true, customHeaders: [[name:"
                + " 'Authorization', value: 'Bearer " + AhaJenkins.TOKEN + "', maskValue: true]]).content";
        Rounds bare = new Rounds();
        Rounds nothing = new Rounds();
        Rounds step = new Rounds();
        Rounds write = new Rounds();
        Rounds rival = new Rounds();
        Rounds quickNothing = new Rounds();
        Rounds quickStep = new Rounds();
        Rounds disk = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            bare.add(requests(address, rest));
            nothing.add(steps(jenkins, NOTHING, FlowDurabilityHint.MAX_SURVIVABILITY, pause));
            step.add(steps(jenkins, ours, FlowDurabilityHint.MAX_SURVIVABILITY, pause));
            write.add(steps(
                    jenkins,
                    "ahaUpdateRecord id: '" + id + "', fields: [tier: \"t${i}\"]",
                    FlowDurabilityHint.MAX_SURVIVABILITY,
                    pause));
            rival.add(steps(jenkins, theirs, FlowDurabilityHint.MAX_SURVIVABILITY, pause));
            quickNothing.add(steps(jenkins, NOTHING, FlowDurabilityHint.PERFORMANCE_OPTIMIZED, pause));
            quickStep.add(steps(jenkins, ours + ", site: 'other'", FlowDurabilityHint.PERFORMANCE_OPTIMIZED, pause));
            disk.add(waitsForDisk(jenkins, ours + ", site: 'other'", pause));
        }
        return new StepTimes(
                bare.median(),
                nothing.median(),
                step.median(),
                write.median(),
                rival.median(),
                quickNothing.median(),
                quickStep.median(),
                disk.median());
    }

    private static final class Rounds {
        private final List<Double> rounds = new ArrayList<>();

        void add(double milliseconds) {
            rounds.add(milliseconds);
        }

        double median() {
            return rounds.stream().sorted().toList().get(rounds.size() / 2);
        }
    }

    /** Milliseconds for a step, of many in one build. */
    private static double steps(JenkinsRule jenkins, String step, FlowDurabilityHint durability, String pause)
            throws Exception {
        WorkflowRun build = run(jenkins, durability, """
                def took = 0
                for (int i = 0; i < %d; i++) {
                    %s
                    def start = System.currentTimeMillis()
                    %s
                    if (i >= %d) { took += System.currentTimeMillis() - start }
                }
                echo "TOOK ${took} ms"
                """.formatted(STEPS + WARM_UP, pause, step, WARM_UP));
        String took = build.getLog(50).stream()
                .filter(line -> line.startsWith("TOOK "))
                .findFirst()
                .orElseThrow();
        build.getParent().delete();
        return Double.parseDouble(took.split(" ")[1]) / STEPS;
    }

    /**
     * Milliseconds that Jenkins waits for its disk before it calls a step, as Java's flight recorder sees it; in builds
     * of their own, for the recorder is not free.
     */
    private static double waitsForDisk(JenkinsRule jenkins, String step, String pause) throws Exception {
        Path file = Files.createTempFile("waits", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            steps(jenkins, step, FlowDurabilityHint.MAX_SURVIVABILITY, pause);
            recording.stop();
            recording.dump(file);
            long waited = RecordingFile.readAllEvents(file).stream()
                    .filter(StepTimes::isBeforeAStep)
                    .mapToLong(event -> event.getDuration().toNanos())
                    .sum();
            assertTrue(waited > 0, "Jenkins calls a step in another way now");
            // Each pause is a step as well, and the script ends with one.
            int called = (STEPS + WARM_UP) * (pause.isEmpty() ? 1 : 2) + 1;
            return waited / 1e6 / called;
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isBeforeAStep(RecordedEvent event) {
        return event.getEventType().getName().equals("jdk.FileForce")
                && event.getStackTrace().getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .anyMatch(method -> method.getName().equals("invokeStep")
                                && method.getType().getName().equals("org.jenkinsci.plugins.workflow.cps.DSL"));
    }

    private static double requests(String address, int rest) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + AhaJenkins.TOKEN)
                .build();
        long took = 0;
        for (int i = 0; i < WARM_UP + STEPS; i++) {
            TimeUnit.MILLISECONDS.sleep(rest);
            long start = System.nanoTime();
            assertEquals(
                    200,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
            took += i < WARM_UP ? 0 : System.nanoTime() - start;
        }
        return took / 1e6 / STEPS;
    }
}
