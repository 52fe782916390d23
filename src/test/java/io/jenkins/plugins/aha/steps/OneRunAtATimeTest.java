package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.report.ChangesAction;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A step is run once at a time, also where the JVM outlives the objects of Jenkins that began it. */
class OneRunAtATimeTest {
    private static final String CREATE =
            "ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Lone Corp']";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @AutoClose
    private final AhaSimulator aha = AhaJenkins.simulator();

    @BeforeEach
    void start() {
        aha.faults().when((method, path) -> method.equals("POST"), 1, Fault.STALLED_AFTER_STORING);
    }

    private String begin(JenkinsRule jenkins) throws Exception {
        AhaJenkins.configure(aha.url());
        WorkflowJob job = AhaJenkins.pipeline(jenkins, CREATE);
        String id = job.scheduleBuild2(0).waitForStart().getExternalizableId();
        Eventually.await(() -> aha.faults().stalled() == 1, "the request");
        return id;
    }

    private void assertDoneOnce(JenkinsRule jenkins, String id) throws Exception {
        WorkflowRun build = (WorkflowRun) Run.fromExternalizableId(id);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertEquals(
                1,
                aha.state().records("PRJ1", "customers").stream()
                        .filter(record -> "Lone Corp".equals(record.text("name")))
                        .count());
        assertEquals(1, posts(), "requests that create");
        assertEquals(1, build.getAction(ChangesAction.class).getTotal(), "rows of the build's changes");
        assertTrue(AhaStepExecution.RUNNING.isEmpty());
    }

    private long posts() {
        return aha.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    @Test
    void theConfigurationIsReloadedFromDiskMeanwhile() throws Throwable {
        sessions.then(jenkins -> {
            String id = begin(jenkins);
            jenkins.jenkins.reload();
            assertEquals(1, AhaStepExecution.RUNNING.size());
            aha.faults().releaseStalled();
            assertDoneOnce(jenkins, id);
        });
    }

    @Test
    void jenkinsIsStartedAgainInTheSameJvm() throws Throwable {
        String[] id = new String[1];
        sessions.then(jenkins -> id[0] = begin(jenkins));
        Eventually.await(AhaStepExecution.RUNNING::isEmpty, "the end of the work");
        int sent = aha.requests().size();
        aha.faults().releaseStalled();
        assertEquals(sent, aha.requests().size(), "requests while no Jenkins runs");
        sessions.then(jenkins -> assertDoneOnce(jenkins, id[0]));
    }
}
