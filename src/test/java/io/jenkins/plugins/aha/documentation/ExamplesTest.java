package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A Jenkins that is configured with docs/examples/jenkins.yaml runs all of docs/examples. */
@WithJenkins
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");

    private AhaSimulator aha;

    @BeforeEach
    void configure(JenkinsRule jenkins) throws Exception {
        aha = AhaJenkins.simulator();
        System.setProperty("AHA_URL", aha.url());
        System.setProperty("AHA_TOKEN", AhaJenkins.TOKEN);
        ConfigurationAsCode.get().configure(EXAMPLES.resolve("jenkins.yaml").toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty("AHA_URL");
        System.clearProperty("AHA_TOKEN");
        aha.close();
    }

    @Test
    void everyExampleIsAJobThatRuns() throws Exception {
        List<WorkflowJob> jobs = Jenkins.get().getAllItems(WorkflowJob.class);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".Jenkinsfile"))
                            .map(name -> name.replace(".Jenkinsfile", ""))
                            .sorted()
                            .toList(),
                    jobs.stream().map(WorkflowJob::getName).sorted().toList());
        }
        assertFalse(jobs.isEmpty());
        assertAll(jobs.stream().map(job -> () -> {
            // Twice: an example must bear what it left behind.
            succeed(job);
            succeed(job);
        }));
    }

    @Test
    void shippingTidiesUp() throws Exception {
        List<StoredRecord> before = aha.state().snapshot();
        succeed(Jenkins.get().getItemByFullName("ship-release", WorkflowJob.class));
        assertEquals(links(before), links(aha.state().snapshot()));
        assertFalse(
                aha.requests().stream().noneMatch(request -> request.method().equals("DELETE")));
    }

    @Test
    void theFreestyleTwinMakesTheSameRequestsAsThePipeline() throws Exception {
        List<String> pipeline = wireOf(Jenkins.get().getItemByFullName("ship-change-log", WorkflowJob.class));
        aha.close();
        configure(null);
        List<String> freestyle =
                wireOf(Jenkins.get().getItemByFullName("ship-change-log-freestyle", FreeStyleProject.class));
        assertEquals(pipeline, freestyle);
        assertEquals(
                List.of("production"),
                aha.state().records("PRJ1", "deployments").stream()
                        .filter(row -> "2.1.0".equals(row.text("version")))
                        .map(row -> row.text("environment"))
                        .toList());
    }

    /** What a job sends, in an order of our own, since targets are worked on side by side. */
    private <J extends Job<J, R> & ParameterizedJobMixIn.ParameterizedJob<J, R>, R extends Run<J, R> & Queue.Executable>
            List<String> wireOf(J job) throws Exception {
        R build = job.scheduleBuild2(0).get();
        assertEquals(Result.SUCCESS, build.getResult(), JenkinsRule.getLog(build));
        return aha.requests().stream()
                .map(seen -> seen.method() + " " + seen.rawPath() + "?" + seen.rawQuery() + " " + seen.body())
                .sorted()
                .toList();
    }

    private static List<String> links(List<StoredRecord> records) {
        return records.stream()
                .map(record -> record.id() + record.links())
                .sorted()
                .toList();
    }

    private static void succeed(WorkflowJob job) throws Exception {
        WorkflowRun build = job.scheduleBuild2(0).get();
        String log = JenkinsRule.getLog(build);
        assertEquals(Result.SUCCESS, build.getResult(), job.getName() + ": " + log);
    }
}
