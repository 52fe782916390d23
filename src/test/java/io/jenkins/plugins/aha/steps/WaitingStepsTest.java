package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps that wait need no thread of the system. */
@WithJenkins
class WaitingStepsTest {
    private static final int STEPS = 1000;
    /** Of any pool. */
    private static final int MOST_MORE = 30;

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void aThousandWaitingStepsNeedNoThreadOfTheSystem(JenkinsRule jenkins) throws Exception {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            aha.faults().when((method, path) -> true, STEPS, Fault.STALLED_BEFORE_STORING);
            Map<String, Long> before = threadsByPool();

            WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                    def branches = (1..%d).collectEntries { number ->
                        ["branch ${number}".toString(), { ahaGetRecord id: number }]
                    }
                    branches.last = { semaphore 'last' }
                    parallel branches
                    """.formatted(STEPS));
            job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            SemaphoreStep.waitForStart("last/1", build);
            Eventually.await(() -> aha.faults().stalled() >= 20, "as many requests as Aha! allows in a second");

            assertEquals(STEPS, AhaStepExecution.RUNNING.size(), "waiting steps");
            Map<String, Long> now = threadsByPool();
            // What Pipeline and Jenkins' timer have does not grow with the steps, nor does the sum of all the others.
            now.forEach((pool, threads) -> {
                long more = threads - before.getOrDefault(pool, 0L);
                assertTrue(more <= MOST_MORE, more + " more threads of " + pool + " in " + now);
            });

            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            Eventually.await(AhaStepExecution.RUNNING::isEmpty, "the end of the work");
            assertEquals(aha.faults().stalled(), aha.requests().size(), "requests after the abort");
        }
    }

    /** The threads of this JVM by the name of their pool, which is a thread's without its numbers. */
    private static Map<String, Long> threadsByPool() {
        return Thread.getAllStackTraces().keySet().stream()
                // The simulator has one for each request under way.
                .filter(thread -> !thread.getName().equals("aha-simulator"))
                .collect(Collectors.groupingBy(
                        thread -> thread.getName()
                                .replaceAll("(?i) ?[\\[#(].*| for .*|:.*", "")
                                .replaceAll("[0-9-]+", " ")
                                .strip(),
                        TreeMap::new,
                        Collectors.counting()));
    }
}
