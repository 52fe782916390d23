package io.jenkins.plugins.aha.steps;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The agent is lost while a step writes to its workspace. */
@WithJenkins
class LostAgentTest {
    @Test
    void theStepIsRetriedByTheConditionForAgents(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave(Label.get("agent"));
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            aha.faults().next(Fault.STALLED_BEFORE_STORING);
            WorkflowRun build =
                    AhaJenkins.pipeline(jenkins, """
                            retry(count: 2, conditions: [agent()]) {
                                node('agent') {
                                    def count = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'out.csv'
                                    assert readFile('out.csv').readLines().size() == count + 1
                                }
                            }
                            """).scheduleBuild2(0).waitForStart();
            Eventually.await(() -> aha.faults().stalled() > 0, "the request");
            agent.toComputer().disconnect(new OfflineCause.ByCLI("lost")).get();
            aha.faults().releaseStalled();
            jenkins.waitForMessage("Retrying", build);
            agent.toComputer().connect(true).get();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        }
    }
}
