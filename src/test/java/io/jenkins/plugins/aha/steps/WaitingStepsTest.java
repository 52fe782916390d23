package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps that wait cost no threads. */
@WithJenkins
class WaitingStepsTest {
    private static final int STEPS = 1000;

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void aThousandWaitingStepsShareTheWorkersOfTheSite(JenkinsRule jenkins) throws Exception {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaSite site = AhaJenkins.configure(aha.url());
            assertEquals(10, site.getWorkerThreads());
            aha.faults().when((method, path) -> true, STEPS, Fault.STALLED_BEFORE_STORING);
            int threadsBefore = Thread.getAllStackTraces().size();

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
            while (aha.faults().stalled() < site.getWorkerThreads()) {
                Thread.onSpinWait();
            }

            assertEquals(STEPS, waitingSteps(), "waiting steps");
            assertEquals(site.getWorkerThreads(), workingThreads(), "threads that work for steps");
            assertEquals(site.getWorkerThreads(), aha.faults().stalled(), "requests under way");
            // The simulator has as many, and Jenkins a few for the build.
            int more = Thread.getAllStackTraces().size() - threadsBefore;
            assertTrue(more < 60, more + " more threads");

            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            while (workingThreads() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(site.getWorkerThreads(), aha.requests().size(), "requests in all");
        }
    }

    private static int waitingSteps() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        StepExecution.acceptAll(AhaStepExecution.class, step -> waiting.incrementAndGet())
                .get();
        return waiting.get();
    }

    /** Threads that are in a step's operation now, whatever their name. */
    private static long workingThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith("io.jenkins.plugins.aha.operation.")))
                .count();
    }
}
