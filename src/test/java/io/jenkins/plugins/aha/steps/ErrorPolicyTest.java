package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** What an error makes of the build, its stages, and the script. */
class ErrorPolicyTest extends TestsInJenkins {
    @Test
    void unstableMarksTheStepThatFailedAndNoOther() throws Exception {
        WorkflowRun build = run(Result.UNSTABLE, """
                stage('Bad') { ahaGetRecord id: '1', onError: 'unstable' }
                stage('Good') { ahaListRecords product: 'PRJ1', table: 'customers', onError: 'unstable' }
                """);
        List<FlowNode> marked = marked(build);
        assertEquals(1, marked.size(), marked.toString());
        assertEquals("ahaGetRecord", marked.get(0).getDisplayFunctionName());
        WarningAction warning = marked.get(0).getPersistentAction(WarningAction.class);
        assertEquals(Result.UNSTABLE, warning.getResult());
        assertTrue(warning.getMessage().contains("404"), warning.getMessage());
    }

    @Test
    void ignoreMarksNothing() throws Exception {
        assertEquals(List.of(), marked(run(Result.SUCCESS, "ahaGetRecord id: '1', onError: 'ignore'")));
    }

    @Test
    void policiesHoldForAnUnknownSiteToo() throws Exception {
        assertEquals(
                1,
                marked(run(Result.UNSTABLE, "ahaGetRecord id: '1', site: 'acne', onError: 'unstable'"))
                        .size());
        run(Result.SUCCESS, "assert ahaGetRecord(id: '1', site: 'acne', onError: 'ignore') == null");
    }

    @Test
    void anUnknownSiteIsToldWithTheKnownOnes() throws Exception {
        AhaGlobalConfiguration.get()
                .setSites(List.of(AhaJenkins.site("acme", aha.url()), AhaJenkins.site("other", aha.url())));
        WorkflowRun build = run(Result.FAILURE, "ahaGetRecord id: '1', site: 'acne'");
        jenkins.assertLogContains("ERROR: There is no Aha! site 'acne'. The configured sites are: acme, other.", build);
        jenkins.assertLogContains("name one of acme, other", run(Result.FAILURE, "ahaGetRecord id: '1'"));
        assertEquals(0, aha.requests().size());
    }

    @Test
    void withoutAnySiteTheErrorSaysWhereToAddOne() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of());
        jenkins.assertLogContains(
                "No Aha! site is configured. Ask an administrator", run(Result.FAILURE, "ahaGetRecord id: '1'"));
    }

    @Test
    void aMistakeInTheParametersIsNeverIgnored() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "ahaGetRecord id: 'x', onError: 'ignore'");
        jenkins.assertLogContains("ERROR: ahaGetRecord takes ids of records in 'id'", build);
        jenkins.assertLogNotContains("\tat ", build);
        jenkins.assertLogContains(
                "'onError', not 'ignroe'", run(Result.FAILURE, "ahaGetRecord id: '1', onError: 'ignroe'"));
    }

    @Test
    void aParameterThatTheStepDoesNotHaveIsNamed() throws Exception {
        jenkins.assertLogContains("idd", run(Result.FAILURE, "ahaGetRecord idd: '1'"));
    }

    @Test
    void aFailureOfTheNetworkIsOneSentenceToo() throws Exception {
        try (ServerSocket noTls = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> answerNonsense(noTls), "no TLS");
            thread.setDaemon(true);
            thread.start();
            String url = "https://127.0.0.1:" + noTls.getLocalPort();
            AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", url)));
            WorkflowRun build = run(Result.FAILURE, """
                    try {
                        ahaGetRecord id: '1'
                    } catch (e) {
                        echo "status=${e.status}"
                        throw e
                    }
                    """);
            jenkins.assertLogContains("status=0", build);
            jenkins.assertLogContains("ERROR: Could not read record 1", build);
            jenkins.assertLogNotContains("\tat ", build);
        }
    }

    private static void answerNonsense(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("This is no TLS\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // The client, or this server, has gone.
            }
        }
    }

    private static List<FlowNode> marked(WorkflowRun build) {
        return StreamSupport.stream(new FlowGraphWalker(build.getExecution()).spliterator(), false)
                .filter(node -> node.getPersistentAction(WarningAction.class) != null)
                .toList();
    }
}
