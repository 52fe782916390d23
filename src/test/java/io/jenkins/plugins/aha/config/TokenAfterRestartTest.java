package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is saved of a step that waits over a restart, and what its second life leaves, does not hold the token. */
class TokenAfterRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void neitherInBetweenNorAfterwards() throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator();
                TokenWatch watch = new TokenWatch()) {
            String id = aha.state().records("PRJ1", "customers").get(0).id();
            aha.faults().when((method, path) -> method.equals("PUT"), 1, Fault.STALLED_BEFORE_STORING);
            sessions.then(jenkins -> {
                AhaJenkins.configure(aha.url());
                WorkflowJob job =
                        AhaJenkins.pipeline(jenkins, "ahaUpdateRecord id: '" + id + "', fields: [region: 'APAC']");
                job.renameTo("restarted");
                job.scheduleBuild2(0).waitForStart();
                Eventually.await(() -> aha.faults().stalled() > 0, "the request");
            });
            Path home = sessions.getHome().toPath();
            assertTrue(Files.exists(home.resolve("jobs/restarted/builds/1/program.dat")), "no program was saved");
            watch.assertFoundNowhere(home);
            aha.faults().clear().releaseStalled();
            sessions.then(jenkins -> {
                WorkflowRun build = Jenkins.get()
                        .getItemByFullName("restarted", WorkflowJob.class)
                        .getBuildByNumber(1);
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
                jenkins.assertLogNotContains(AhaJenkins.TOKEN, build);
                watch.assertFoundNowhere(home);
            });
            assertEquals(
                    "APAC",
                    aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, id).text("region"));
        }
    }
}
