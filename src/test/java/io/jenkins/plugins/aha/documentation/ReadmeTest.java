package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the README shows works as it stands there. */
@WithJenkins
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void everyPipelineRuns() throws Exception {
        List<Fences.Fence> pipelines = Fences.of(README, "groovy");
        assertFalse(pipelines.isEmpty());
        AhaJenkins.configure("http://replaced");
        assertAll(pipelines.stream().map(pipeline -> () -> {
            try (AhaSimulator aha = AhaJenkins.simulator()) {
                AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", aha.url())));
                WorkflowRun build = AhaJenkins.pipeline(jenkins, pipeline.text())
                        .scheduleBuild2(0)
                        .get();
                String log = JenkinsRule.getLog(build);
                assertEquals(Result.SUCCESS, build.getResult(), "line " + pipeline.line() + ": " + log);
                assertFalse(aha.requests().isEmpty(), "line " + pipeline.line() + " speaks to nobody");
            }
        }));
    }

    @Test
    void everyConfigurationIsTakenAsItIs(@TempDir Path folder) throws Exception {
        assertAll(Fences.of(README, "yaml").stream().map(yaml -> () -> {
            Path file = Files.writeString(folder.resolve("line-" + yaml.line() + ".yaml"), yaml.text());
            AhaGlobalConfiguration.get().setSites(List.of());
            ConfigurationAsCode.get().configure(file.toString());
            assertFalse(
                    AhaGlobalConfiguration.get().getSites().isEmpty()
                            && Jenkins.get().getAllItems().isEmpty(),
                    "line " + yaml.line() + " configures nothing");
        }));
    }

    @Test
    void everyFileOfDocsThatIsNamedIsThere() throws Exception {
        try (Stream<String> lines = Files.lines(README)) {
            assertAll(lines.flatMap(line -> Stream.of(line.split("[()\\[\\]\"]")))
                    .filter(word -> word.startsWith("docs/") && !word.contains(" "))
                    .map(word -> () -> assertTrue(Files.exists(Path.of(word)), word + " is not there")));
        }
    }
}
