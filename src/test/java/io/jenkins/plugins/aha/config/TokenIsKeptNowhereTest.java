package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ProxyConfiguration;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.htmlunit.HttpMethod;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While and after builds use the token, neither JENKINS_HOME nor any log holds it in plain text. (Over a restart:
 * TokenAfterRestartTest.)
 */
class TokenIsKeptNowhereTest extends TestsInJenkins {
    private final TokenWatch watch = new TokenWatch();

    private Path home;

    @BeforeEach
    void start() throws Exception {
        home = jenkins.jenkins.getRootDir().toPath();
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
    }

    @Test
    void theSearchWouldFindIt() throws Exception {
        Path planted = Files.writeString(home.resolve("planted.bin"), "\u0000" + AhaJenkins.TOKEN + "\u0000");
        assertEquals(List.of(planted), TokenWatch.filesWithToken(home));
        Files.delete(planted);
        Logger.getLogger("of.any.other.plugin")
                .log(Level.FINE, "careless", new Exception("Bearer " + AhaJenkins.TOKEN));
        Logger.getLogger("io.jenkins.plugins.aha.steps").log(Level.FINEST, "sent {0}", AhaJenkins.TOKEN);
        assertEquals(2, watch.foundInLogs().size());
    }

    @Test
    void whileAStepWaitsAndAfterBuildsOfAllOutcomes() throws Exception {
        Path credentials = home.resolve("credentials.xml");
        assertTrue(Files.readString(credentials).contains("<id>" + AhaJenkins.CREDENTIAL + "</id>"));

        aha.faults().next(Fault.STALLED_AFTER_STORING);
        WorkflowJob waiting = AhaJenkins.pipeline(
                jenkins, "ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Waiting Corp']");
        WorkflowRun build = waiting.scheduleBuild2(0).waitForStart();
        awaitStalled();
        build.save();
        assertTokenWasSent();
        watch.assertFoundNowhere(home);
        aha.faults().releaseStalled();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertBuild(Result.FAILURE, "ahaGetRecord id: '1'");
        aha.faults().next(Fault.UNAUTHORIZED);
        assertBuild(Result.FAILURE, "ahaListRecords product: 'PRJ1', table: 'customers'");
        assertBuild(Result.UNSTABLE, "ahaGetRecord id: '1', onError: 'unstable'");
        assertBuild(Result.SUCCESS, "ahaReferences text: 'PRJ1-1'");
        jenkins.jenkins.save();
        watch.assertFoundNowhere(home);
    }

    @Test
    void whileABuildStepWaitsAndAfterItsBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Free Corp"))));
        job.getBuildersList().add(new DeleteRecordsBuilder("1"));
        aha.faults().next(Fault.STALLED_AFTER_STORING);
        Run<?, ?> build = job.scheduleBuild2(0).waitForStart();
        awaitStalled();
        build.save();
        assertTokenWasSent();
        watch.assertFoundNowhere(home);
        aha.faults().releaseStalled();
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogNotContains(AhaJenkins.TOKEN, build);
        watch.assertFoundNowhere(home);
    }

    @Test
    void afterBuildsAndConnectionTestsThroughAProxyThatAlsoFails() throws Exception {
        int port;
        try (LoopbackProxy proxy = new LoopbackProxy(aha.url(), null)) {
            port = proxy.port();
            jenkins.jenkins.setProxy(
                    new ProxyConfiguration("127.0.0.1", port, "builder", "proxy-login", "other.invalid"));
            AhaJenkins.configure("http://aha.invalid");
            assertBuild(Result.SUCCESS, "ahaListRecords product: 'PRJ1', table: 'customers'");
            assertTrue(testConnection().contains("Connected as"), "the test does not connect");
            assertEquals(2, proxy.requests().size(), "requests through the proxy");
        }
        assertTokenWasSent();
        assertTrue(testConnection().contains("could not be reached"), "the test still connects");
        watch.assertFoundNowhere(home);
    }

    /** As the button in the form does. */
    private String testConnection() {
        String address = jenkins.jenkins.getDescriptorOrDie(AhaSite.class).getDescriptorUrl() + "/testConnection";
        return new WebMethod.Caller(jenkins, null)
                .call(HttpMethod.POST, address, "http://aha.invalid")
                .text();
    }

    private void assertTokenWasSent() {
        assertTrue(aha.requests().get(0).header("Authorization").endsWith(AhaJenkins.TOKEN));
    }

    private void awaitStalled() {
        Eventually.await(() -> aha.faults().stalled() > 0, "the request");
    }

    private void assertBuild(Result expected, String script) throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(expected, AhaJenkins.pipeline(jenkins, script));
        jenkins.assertLogNotContains(AhaJenkins.TOKEN, build);
    }
}
