package io.jenkins.plugins.aha.steps;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** After a restart the controller is there before its agents: a step that writes to one waits for it. */
class RestartOnAgentTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aFileIsSavedWhenTheAgentIsBack() throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            aha.faults().when((method, path) -> true, 1, Fault.STALLED_BEFORE_STORING);
            sessions.then(jenkins -> {
                AhaJenkins.configure(aha.url());
                jenkins.createSlave(Label.get("agent"));
                WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                        node('agent') {
                            def count = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'customers.csv'
                            assert readFile('customers.csv').readLines().size() == count + 1
                        }
                        """);
                job.renameTo("saving");
                job.scheduleBuild2(0).waitForStart();
                Eventually.await(() -> aha.faults().stalled() > 0, "the request");
            });
            aha.faults().releaseStalled();
            sessions.then(jenkins -> {
                WorkflowRun build = Jenkins.get()
                        .getItemByFullName("saving", WorkflowJob.class)
                        .getBuildByNumber(1);
                jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
                jenkins.assertLogContains("saved 12 records", build);
            });
        }
    }
}
