package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** While and after builds use the token, neither JENKINS_HOME nor any log holds it in plain text. */
@WithJenkins
class TokenIsKeptNowhereTest {
    private final LogRecorder log = new LogRecorder()
            .record("io.jenkins.plugins.aha", Level.ALL)
            .record("okhttp3", Level.ALL)
            .record("com.cloudbees.plugins.credentials", Level.ALL)
            .record("org.jenkinsci.plugins.workflow", Level.FINE)
            .capture(100_000);

    private JenkinsRule jenkins;
    private AhaSimulator aha;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
    }

    @AfterEach
    void stop() {
        aha.close();
        log.close();
    }

    private void assertKeptNowhere() throws Exception {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertTrue(!thread.getName().contains(AhaJenkins.TOKEN), "in the name of a thread");
        }
        try (Stream<Path> files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            assertEquals(
                    List.of(),
                    files.filter(Files::isRegularFile)
                            .filter(TokenIsKeptNowhereTest::holdsToken)
                            .toList());
        }
        SimpleFormatter formatter = new SimpleFormatter();
        for (LogRecord entry : log.getRecords()) {
            String line = formatter.format(entry);
            assertTrue(!line.contains(AhaJenkins.TOKEN), line);
        }
    }

    private static boolean holdsToken(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(AhaJenkins.TOKEN);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSearchWouldFindIt() throws Exception {
        Path planted = jenkins.jenkins.getRootDir().toPath().resolve("planted.bin");
        Files.writeString(planted, "\u0000" + AhaJenkins.TOKEN + "\u0000");
        assertTrue(holdsToken(planted));
    }

    @Test
    void whileAStepWaitsAndAfterBuildsOfAllOutcomes() throws Exception {
        Path credentials = jenkins.jenkins.getRootDir().toPath().resolve("credentials.xml");
        assertTrue(Files.readString(credentials).contains("<id>" + AhaJenkins.CREDENTIAL + "</id>"));

        aha.faults().next(Fault.STALLED_AFTER_STORING);
        WorkflowJob waiting = AhaJenkins.pipeline(
                jenkins, "ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Waiting Corp']");
        WorkflowRun build = waiting.scheduleBuild2(0).waitForStart();
        while (aha.faults().stalled() == 0) {
            Thread.onSpinWait();
        }
        build.save();
        assertTrue(aha.requests().get(0).header("Authorization").endsWith(AhaJenkins.TOKEN));
        assertKeptNowhere();
        aha.faults().releaseStalled();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertBuild(Result.FAILURE, "ahaGetRecord id: '1'");
        aha.faults().next(Fault.UNAUTHORIZED);
        assertBuild(Result.FAILURE, "ahaListRecords product: 'PRJ1', table: 'customers'");
        assertBuild(Result.UNSTABLE, "ahaGetRecord id: '1', onError: 'unstable'");
        jenkins.jenkins.save();
        assertKeptNowhere();
    }

    private void assertBuild(Result expected, String script) throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(expected, AhaJenkins.pipeline(jenkins, script));
        jenkins.assertLogNotContains(AhaJenkins.TOKEN, build);
    }
}
