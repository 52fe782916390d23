package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.xml.sax.SAXException;

/** The steps in real, sandboxed pipelines against the simulator. */
class StepsInPipelineTest extends TestsInJenkins {
    @Test
    void theThreadDumpSaysHowFarAStepIs() throws Exception {
        aha.faults().when((method, path) -> method.equals("POST"), 10, Fault.STALLED_BEFORE_STORING);
        WorkflowRun build = AhaJenkins.pipeline(jenkins, """
                        ahaCreateRecord product: 'PRJ1', table: 'customers', fields: (1..5).collect { [name: 'Row ' + it] }
                        """).scheduleBuild2(0).waitForStart();
        Eventually.await(() -> aha.faults().stalled() > 0, "a write");
        StringWriter dump = new StringWriter();
        ((CpsFlowExecution) build.getExecution()).getThreadDump().print(new PrintWriter(dump, true));
        assertTrue(dump.toString().contains("ahaCreateRecord(written 0 of 5)"), dump::toString);
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    @Test
    void thePageOfABuildsStepsSaysHowFarALongStepIs() throws Exception {
        aha.settings().latencyMillis(5_500);
        WorkflowRun build = AhaJenkins.pipeline(jenkins, """
                        ahaCreateRecord product: 'PRJ1', table: 'customers', fields: (1..50).collect { [name: 'Row ' + it] }
                        """).scheduleBuild2(0).waitForStart();
        Eventually.await(() -> stepsPage(build).contains("ahaCreateRecord (written "), "the progress");
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Eventually.await(() -> !stepsPage(build).contains("written"), "the step's name alone");
    }

    private static String stepsPage(WorkflowRun build) {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return browser.goTo(build.getUrl() + "flowGraphTable/").asNormalizedText();
        } catch (IOException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allStepsWorkTogetherInTheSandbox() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                def suffix = 'Corp'
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                    fields: [name: "New ${suffix}", tier: 'gold'], uniqueBy: 'name'
                assert made.outcome == 'created'
                def again = ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: ['name'],
                    fields: [[name: 'New Corp', tier: 'silver'], [name: 'Other Corp']]
                assert again*.outcome == ['updated', 'created']
                ahaUpdateRecord id: made.id, fields: [region: 'EMEA']
                assert ahaGetRecord(id: made).fields.region == 'EMEA'
                assert ahaGetRecord(product: 'PRJ1', table: 'customers', where: [name: "New ${suffix}"]).id == made.id
                def found = ahaListRecords product: 'PRJ1', table: 'customers', where: [name: ['New Corp', 'Other Corp']]
                assert found.size() == 2
                def linked = ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', records: found
                assert linked[0].added == found*.id
                ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', mode: 'clear'
                assert ahaDeleteRecord(id: found) == found*.id
                assert ahaReferences(text: 'prj1-12 and UTF-8', products: ['PRJ1']) == ['PRJ1-12']
                """);
        assertEquals(List.of(), aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
        jenkins.assertLogNotContains(AhaJenkins.TOKEN, build);
    }

    @Test
    void declarativeNeedsNoScriptBlockForAWrite() throws Exception {
        run(Result.SUCCESS, """
                pipeline {
                    agent none
                    stages {
                        stage('Tell Aha!') {
                            steps {
                                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Declared Corp']
                            }
                        }
                    }
                }
                """);
    }

    @Test
    void aScriptReadsTheStatusOfAnError() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                try {
                    ahaGetRecord id: '1'
                } catch (e) {
                    echo "status=${e.status} detail=${e.detail}"
                }
                """);
        jenkins.assertLogContains("status=404", build);
    }

    @Test
    void everyErrorHasAStatus() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                try { ahaGetRecord id: 'abc' } catch (e) { echo "refused=${e.status}" }
                try { ahaGetRecord id: '1', site: 'nowhere' } catch (e) { echo "unknown=${e.status}" }
                try { ahaGetRecord id: '1', credentialsId: 'nothing' } catch (e) { echo "tokenless=${e.status}" }
                """);
        jenkins.assertLogContains("refused=0", build);
        jenkins.assertLogContains("unknown=0", build);
        jenkins.assertLogContains("tokenless=0", build);
    }

    @Test
    void jenkinsHasSavedTheStepBeforeItsFirstRequest() throws Exception {
        // So long that a request would be faster than the save.
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                def ballast = (1..200_000).join(' text ').split(' text ')
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Saved first']
                """);
        AtomicBoolean saved = new AtomicBoolean();
        Path program = job.getRootDir().toPath().resolve("builds/1/program.dat");
        aha.faults()
                .when(
                        (method, path) -> {
                            saved.set(contains(program, AhaStepExecution.class.getName()));
                            return false;
                        },
                        1,
                        Fault.NONE);
        jenkins.buildAndAssertSuccess(job);
        assertTrue(saved.get(), "a crash at the first request would lose the step");
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anErrorIsOneSentenceWithoutStackTrace() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "ahaGetRecord id: '1'");
        jenkins.assertLogContains("ERROR: Could not read record 1: Aha! answered 404", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void onErrorUnstableMarksTheBuildAndGoesOn() throws Exception {
        WorkflowRun build =
                run(Result.UNSTABLE, "def r = ahaGetRecord id: '1', onError: 'unstable'\necho \"went on with ${r}\"");
        jenkins.assertLogContains("went on with null", build);
    }

    @Test
    void onErrorIgnoreTellsAndGoesOn() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "ahaGetRecord id: '1', onError: 'ignore'\necho 'went on'");
        jenkins.assertLogContains("went on", build);
        jenkins.assertLogContains("Could not read record 1", build);
    }

    @Test
    void saveToWritesIntoTheWorkspace() throws Exception {
        run(Result.SUCCESS, """
                node {
                    def n = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'out/customers.csv'
                    assert readFile('out/customers.csv').readLines().size() == n + 1
                }
                """);
    }

    @Test
    void saveToWithoutWorkspaceSaysWhatToDo() throws Exception {
        WorkflowRun build =
                run(Result.FAILURE, "ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'customers.csv'");
        jenkins.assertLogContains("put the step inside node { … }", build);
    }

    @Test
    void aWrongParameterIsRefusedBeforeAnyRequest() throws Exception {
        aha.clearRequests();
        WorkflowRun build = run(Result.FAILURE, "ahaCreateRecord product: 'PRJ1', table: '', fields: [name: 'x']");
        jenkins.assertLogContains("needs 'table'", build);
        assertEquals(0, aha.requests().size());
    }
}
