package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.console.ConsoleNote;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.corpus.Corpus;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The try-out's pipelines come to the same end in a real Jenkins: result, order of stages, requests to Aha!. */
@WithJenkins
class CorpusInJenkinsTest {
    private static final Path CORPUS = Path.of("tryout/src/test/resources/io/jenkins/plugins/aha/tryout/corpus");

    @Test
    void everyPipelineEndsAsInTheTryOut(JenkinsRule jenkins) {
        assertAll(Corpus.expected(CORPUS).stream()
                .filter(Corpus.End::inJenkins)
                .map(expected -> () -> endsAsExpected(jenkins, expected)));
    }

    private static void endsAsExpected(JenkinsRule jenkins, Corpus.End expected) throws Exception {
        String pipeline = Files.readString(CORPUS.resolve(expected.name() + ".Jenkinsfile"));
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            WorkflowRun build =
                    AhaJenkins.pipeline(jenkins, pipeline).scheduleBuild2(0).get();
            String console = ConsoleNote.removeNotes(JenkinsRule.getLog(build));
            Corpus.End seen =
                    Corpus.seen(expected, pipeline, String.valueOf(build.getResult()), console, aha.requests());
            assertEquals(expected.toString(), seen.toString(), console);
        }
    }
}
