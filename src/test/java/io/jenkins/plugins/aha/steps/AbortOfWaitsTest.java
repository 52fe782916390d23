package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.AllThreads;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A step that waits for its turn ends at once when it is aborted, and does nothing later. */
@WithJenkins
class AbortOfWaitsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    /** A simulated Aha!, and a record that is there. */
    private record World(AhaSimulator aha, String record) {}

    private interface Wait {
        Duration abort(World world) throws Exception;
    }

    private static void assertSoon(Consumer<AhaSite> settings, Wait wait) throws Exception {
        AbortTest.assertSoon(() -> {
            try (AhaSimulator aha = AhaJenkins.simulator()) {
                AhaSite site = AhaJenkins.configure(aha.url());
                settings.accept(site);
                AhaGlobalConfiguration.get().setSites(List.of(site));
                String record = aha.state().records("PRJ1", "customers").get(0).id();
                return wait.abort(new World(aha, record));
            }
        });
    }

    private static Duration abort(WorkflowRun build) throws Exception {
        long before = System.currentTimeMillis();
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        return Duration.ofMillis(AbortTest.stepsEnd(build) - before);
    }

    @Test
    void inTheLimiter() throws Exception {
        assertSoon(site -> site.setRequestsPerMinute(1), world -> {
            String read = "ahaGetRecord id: '" + world.record + "'";
            jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, read));
            WorkflowRun waiting = start("ahaDeleteRecord id: '" + world.record + "'");
            jenkins.waitForMessage("Waiting about", waiting);
            Duration took = abort(waiting);
            Eventually.await(AhaStepExecution.RUNNING::isEmpty, "the end of the work");
            assertEquals(1, world.aha.requests().size(), "requests");
            return took;
        });
    }

    @Test
    void forALock() throws Exception {
        assertSoon(site -> {}, world -> {
            world.aha.faults().next(Fault.STALLED_BEFORE_STORING);
            String link = "ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', records: '" + world.record + "'";
            WorkflowRun first = start(link);
            Eventually.await(() -> world.aha.faults().stalled() == 1, "the first request");
            WorkflowRun waiting = start(link + ", mode: 'replace'");
            Eventually.await(
                    () -> AllThreads.anyIn("io.jenkins.plugins.aha.client.KeyedLocks.take"),
                    "the second step at the lock");
            Duration took = abort(waiting);
            world.aha.faults().clear().releaseStalled();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
            assertTrue(
                    world.aha.requests().stream()
                                    .filter(request -> request.method().equals("PUT"))
                                    .count()
                            <= 1,
                    "the aborted step wrote");
            return took;
        });
    }

    private static WorkflowRun start(String script) throws Exception {
        return AhaJenkins.pipeline(jenkins, script).scheduleBuild2(0).waitForStart();
    }
}
