package io.jenkins.plugins.aha;

import hudson.model.Result;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that share a Jenkins, which each test finds empty but for a site: a simulated Aha! of its own. */
@WithJenkins
public abstract class TestsInJenkins {
    protected static JenkinsRule jenkins;
    protected AhaSimulator aha;

    @BeforeAll
    protected static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    protected final void startAha() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
    }

    @AfterEach
    protected final void clear() throws Exception {
        AhaJenkins.clear(jenkins);
        aha.close();
    }

    /** Runs a sandboxed Pipeline to its end. */
    protected static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.buildAndAssertStatus(expected, AhaJenkins.pipeline(jenkins, script));
    }
}
