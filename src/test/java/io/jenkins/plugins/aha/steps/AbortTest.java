package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Whoever aborts a build need not wait for Aha!, which never answers here. */
@WithJenkins
class AbortTest {
    /** Far below the time-out of a request, and enough for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private JenkinsRule jenkins;
    private SilentServer aha;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        aha = new SilentServer();
        AhaJenkins.configure(aha.url());
    }

    @AfterEach
    void stop() throws Exception {
        aha.close();
    }

    @Test
    void anAbortedBuildEndsAndHangsUp() throws Exception {
        WorkflowRun build = start("ahaGetRecord id: '1'");
        aha.awaitRequest();
        Instant before = Instant.now();
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertTrue(aha.isLeft(), "the connection is still open");
        Duration took = Duration.between(before, Instant.now());
        assertTrue(took.compareTo(SOON) < 0, "took " + took);
    }

    @Test
    void anAbortIsNoErrorToBeIgnored() throws Exception {
        WorkflowRun build = start("ahaGetRecord id: '1', onError: 'unstable'\necho 'went on'");
        aha.awaitRequest();
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertTrue(aha.isLeft(), "the connection is still open");
        jenkins.assertLogNotContains("went on", build);
        assertNull(new DepthFirstScanner()
                .findFirstMatch(build.getExecution(), node -> node.getPersistentAction(WarningAction.class) != null));
    }

    @Test
    void theTimeoutStepEndsTheRequest() throws Exception {
        WorkflowRun build = start("timeout(time: 2, unit: 'SECONDS') { ahaGetRecord id: '1' }");
        aha.awaitRequest();
        Instant before = Instant.now();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertTrue(aha.isLeft(), "the connection is still open");
        Duration took = Duration.between(before, Instant.now());
        assertTrue(took.compareTo(SOON) < 0, "took " + took);
    }

    @Test
    void aBranchThatFailsEndsTheOthers() throws Exception {
        WorkflowRun build = start("""
                parallel failFast: true,
                    reading: { ahaGetRecord id: '1' },
                    failing: { semaphore 'failing' }
                """);
        aha.awaitRequest();
        SemaphoreStep.failure("failing/1", new AbortException("oops"));
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        assertTrue(aha.isLeft(), "the connection is still open");
    }

    private WorkflowRun start(String script) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, script);
        return job.scheduleBuild2(0).waitForStart();
    }
}
