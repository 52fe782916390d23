package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import hudson.AbortException;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An abort does not wait for Aha!, which never answers here. Aborted in a wait: AbortOfWaitsTest. */
@WithJenkins
class AbortTest {
    /** From the abort until Aha! sees that its answer is no longer waited for, and the step has ended. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** A busy machine may do something else for a second, but not each time. */
    private static final int ATTEMPTS = 3;

    private static JenkinsRule jenkins;

    /** Aborts something once, and tells how long that took. */
    interface Attempt {
        Duration abort() throws Exception;
    }

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    static void assertSoon(Attempt attempt) throws Exception {
        List<Duration> took = new ArrayList<>();
        while (took.size() < ATTEMPTS) {
            took.add(attempt.abort());
            if (took.get(took.size() - 1).compareTo(SOON) <= 0) {
                return;
            }
        }
        fail("took " + took);
    }

    /** When the last step of a build that has ended was over, in milliseconds since 1970. */
    static long stepsEnd(WorkflowRun build) {
        return TimingAction.getStartTime(build.getExecution().getCurrentHeads().get(0));
    }

    @Test
    void anAbortedBuildEndsAndHangsUp() throws Exception {
        assertSoon(() -> {
            try (SilentServer aha = new SilentServer()) {
                WorkflowRun build = start(aha, "ahaGetRecord id: '1'");
                long before = System.currentTimeMillis();
                build.doStop();
                return ended(build, aha, before);
            }
        });
    }

    private Duration ended(WorkflowRun build, SilentServer aha, long before) throws Exception {
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        return Duration.ofMillis(Math.max(aha.awaitLeft(), stepsEnd(build)) - before);
    }

    @Test
    void anAbortedFreestyleBuildEndsAndHangsUp() throws Exception {
        assertSoon(() -> {
            try (SilentServer aha = new SilentServer()) {
                AhaJenkins.configure(aha.url());
                FreeStyleProject job = jenkins.createFreeStyleProject();
                job.getBuildersList().add(new DeleteRecordsBuilder("1"));
                FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
                aha.awaitRequest();
                long before = System.currentTimeMillis();
                build.doStop();
                jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
                long end = build.getStartTimeInMillis() + build.getDuration();
                return Duration.ofMillis(Math.max(aha.awaitLeft(), end) - before);
            }
        });
    }

    @Test
    void anAbortIsNoErrorToBeIgnored() throws Exception {
        try (SilentServer aha = new SilentServer()) {
            WorkflowRun build = start(aha, "ahaGetRecord id: '1', onError: 'unstable'\necho 'went on'");
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            aha.awaitLeft();
            jenkins.assertLogNotContains("went on", build);
            assertNull(new DepthFirstScanner()
                    .findFirstMatch(
                            build.getExecution(), node -> node.getPersistentAction(WarningAction.class) != null));
        }
    }

    @Test
    void anAbortGoesThroughTheRecipeForErrors() throws Exception {
        Matcher recipe = Pattern.compile("```groovy\\R(try \\{.*?^}\\R)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/README.md")));
        assertTrue(recipe.find(), "docs/README.md has no recipe with try and catch");
        try (SilentServer aha = new SilentServer()) {
            WorkflowRun build = start(aha, recipe.group(1) + "echo 'went on'");
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            jenkins.assertLogNotContains("went on", build);
            jenkins.assertLogNotContains("no such record", build);
        }
        try (SilentServer aha = new SilentServer()) {
            WorkflowRun build = start(aha, "timeout(time: 10, unit: 'SECONDS') { " + recipe.group(1) + " }");
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            jenkins.assertLogNotContains("no such record", build);
        }
    }

    @Test
    void theTimeoutStepEndsTheRequest() throws Exception {
        try (SilentServer aha = new SilentServer()) {
            WorkflowRun build = start(aha, "timeout(time: 10, unit: 'SECONDS') { ahaGetRecord id: '1' }");
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            long took = aha.awaitLeft() - build.getStartTimeInMillis();
            assertTrue(took < Duration.ofMinutes(1).toMillis(), "took " + took + " ms");
        }
    }

    @Test
    void aBranchThatFailsEndsTheOthers() throws Exception {
        try (SilentServer aha = new SilentServer()) {
            WorkflowRun build = start(aha, """
                    parallel failFast: true,
                        reading: { ahaGetRecord id: '1' },
                        failing: { semaphore 'failing' }
                    """);
            SemaphoreStep.failure("failing/1", new AbortException("oops"));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            aha.awaitLeft();
            assertEquals(1, build.getExecution().getCurrentHeads().size());
        }
    }

    /** A build that waits for an answer. */
    private static WorkflowRun start(SilentServer aha, String script) throws Exception {
        AhaJenkins.configure(aha.url());
        WorkflowRun build =
                AhaJenkins.pipeline(jenkins, script).scheduleBuild2(0).waitForStart();
        aha.awaitRequest();
        return build;
    }
}
