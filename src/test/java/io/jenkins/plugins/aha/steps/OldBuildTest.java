package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.Jenkins;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * A build that was running when an older plugin was replaced by this one goes on. The build's folder was kept from
 * version 1: the classes that its program.dat names, and their fields, must stay readable.
 */
class OldBuildTest {
    private static final Path KEPT = Path.of("src/test/resources/io/jenkins/plugins/aha/steps/build-of-version-1");

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void twoStepsOfAnOldBuildGoOn() throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            aha.state().seedRecord("640362830", "PRJ1", "customers", Map.of("name", "Long waited for"));
            sessions.then(jenkins -> {
                AhaJenkins.configure(aha.url());
                jenkins.createProject(WorkflowJob.class, "old");
            });
            FileUtils.copyDirectory(KEPT.toFile(), new File(sessions.getHome(), "jobs/old/builds/1"));
            sessions.then(jenkins -> {
                WorkflowRun build = Jenkins.get()
                        .getItemByFullName("old", WorkflowJob.class)
                        .getBuildByNumber(1);
                jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
                jenkins.assertLogContains("read Long waited for", build);
                jenkins.assertLogContains("Old Corp was created", build);
            });
            assertEquals(
                    1,
                    aha.state().records("PRJ1", "customers").stream()
                            .filter(record -> "Old Corp".equals(record.text("name")))
                            .count());
        }
    }
}
