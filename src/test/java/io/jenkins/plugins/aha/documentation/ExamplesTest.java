package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
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
