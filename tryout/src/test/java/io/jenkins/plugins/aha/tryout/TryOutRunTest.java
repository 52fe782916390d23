package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines in the try-out, against the simulator over real HTTP. */
class TryOutRunTest {
    @TempDir
    private Path folder;

    private TriedOut tryOut;

    @BeforeEach
    void start() throws Exception {
        tryOut = new TriedOut(folder);
    }

    @AfterEach
    void stop() {
        tryOut.close();
    }

    private void assertConsole(String... parts) {
        for (String part : parts) {
            assertTrue(tryOut.console().contains(part), () -> "'" + part + "' is not in:\n" + tryOut.console());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ship-release", "nightly-customer-sync", "housekeeping", "link-two-tables", "ship-change-log"})
    void everyExampleSucceeds(String example) {
        assertEquals(0, tryOut.runFile(Path.of("..", "docs", "examples", example + ".Jenkinsfile")), tryOut::console);
        assertConsole("Finished: SUCCESS");
    }

    @Test
    void aReleaseShipsAndIsTidiedUp() throws Exception {
        var before = tryOut.aha().state().snapshot().size();
        tryOut.environment().put("PARAMS", "TIDY_UP=true");
        tryOut.runFile(Path.of("..", "docs", "examples", "ship-release.Jenkinsfile"));
        assertEquals(before, tryOut.aha().state().snapshot().size());
        assertConsole("feature", "PRJ1-6", "linked 5 customers", "1 × create", "1 × delete");
    }

    @Test
    void theConsoleReadsAsJenkinsDoes() throws Exception {
        assertEquals(0, tryOut.run("node {\n  stage('One') {\n    echo 'hello'\n  }\n}"));
        assertTrue(tryOut.console()
                .startsWith(
                        """
                        [Pipeline] Start of Pipeline
                        [Pipeline] node
                        [Pipeline] {
                        [Pipeline] stage
                        [Pipeline] { (One)
                        [Pipeline] echo
                        hello
                        [Pipeline] }
                        [Pipeline] // stage
                        [Pipeline] }
                        [Pipeline] // node
                        [Pipeline] End of Pipeline
                        Finished: SUCCESS
                        """),
                tryOut::console);
        assertConsole("Nothing was changed in Aha!.");
    }

    @Test
    void declarativePipelinesHaveTheirBlocks() throws Exception {
        tryOut.environment().put("PARAMS", "GREETING=from outside");
        assertEquals(
                0,
                tryOut.run(
                        """
                        pipeline {
                            agent any
                            options { timeout(time: 5, unit: 'MINUTES') }
                            environment { TIER = 'gold' }
                            parameters {
                                string(name: 'GREETING', defaultValue: 'default')
                                booleanParam(name: 'FLAG', defaultValue: true)
                                choice(name: 'PICK', choices: ['one', 'two'])
                            }
                            stages {
                                stage('First') {
                                    environment { INNER = "${env.TIER}-inner" }
                                    steps {
                                        echo "${params.GREETING} ${params.FLAG} ${params.PICK} ${env.TIER} ${INNER}"
                                        script {
                                            counted = [1, 2, 3].findAll { it > 1 }.collect { it * 2 }
                                        }
                                    }
                                    post { success { echo "post ${counted}" } }
                                }
                                stage('Skipped') {
                                    when { expression { env.TIER == 'silver' } }
                                    steps { error 'never' }
                                }
                                stage('Both') {
                                    parallel {
                                        stage('A') { steps { echo 'in A' } }
                                        stage('B') { steps { echo 'in B' } }
                                    }
                                }
                            }
                            post {
                                always { echo 'always' }
                                failure { echo 'not this' }
                            }
                        }
                        """),
                tryOut::console);
        assertConsole(
                "from outside true one gold gold-inner",
                "post [4, 6]",
                "Stage \"Skipped\" skipped due to when conditional",
                "[A] in A",
                "[B] in B",
                "always");
        assertFalse(tryOut.console().contains("not this"));
    }

    @Test
    void parallelBranchesRunAtTheSameTime() throws Exception {
        assertEquals(
                0,
                tryOut.run(
                        """
                        def one = false
                        def other = false
                        timeout(time: 20, unit: 'SECONDS') {
                            parallel a: {
                                one = true
                                waitUntil { other }
                            }, b: {
                                waitUntil { one }
                                other = true
                            }
                        }
                        """),
                tryOut::console);
    }

    @Test
    void aScriptCatchesAnErrorAndReadsItsStatus() throws Exception {
        assertEquals(
                0,
                tryOut.run(
                        """
                        try {
                            ahaGetRecord id: '1'
                        } catch (e) {
                            echo "status ${e.status}: ${e.message}"
                        }
                        """),
                tryOut::console);
        assertConsole("status 404: Could not read record 1: Aha! answered 404");
    }

    @Test
    void anErrorIsOneSentenceAndExitCodeOne() throws Exception {
        assertEquals(1, tryOut.run("ahaGetRecord id: '1'"));
        assertConsole("ERROR: Could not read record 1: Aha! answered 404", "Finished: FAILURE");
        assertFalse(tryOut.console().contains("\tat "));
    }

    @Test
    void onErrorDecidesWhatBecomesOfTheBuild() throws Exception {
        assertEquals(0, tryOut.run("ahaGetRecord id: '1', onError: 'unstable'\necho 'went on'"));
        assertConsole("went on", "Finished: UNSTABLE");
        assertEquals(0, tryOut.run("def r = ahaGetRecord id: '1', onError: 'ignore'\necho \"got ${r}\""));
        assertConsole("got null", "Finished: SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ahaCreateRecord product: 'PRJ1', tabel: 'customers', fields: [name: 'x']",
                "ahaCreateRecord product: 'PRJ1', table: 'customers'",
                "ahaCreateRecord product: 'PRJ1', table: 'customers', fields: 'x'",
                "ahaLinkRecords target: '12', field: 'customers', records: '1'",
                "ahaDeleteRecord id: 'abc'",
                "ahaCreateRecrod product: 'PRJ1'",
                "ahaUpdateRecord '1'"
            })
    void aMistakeIsOneSentenceBeforeAnyRequest(String script) throws Exception {
        assertEquals(1, tryOut.run(script));
        List<String> errors = tryOut.console().lines().filter(line -> line.startsWith("ERROR: ")).toList();
        assertEquals(1, errors.size(), tryOut::console);
        assertEquals(0, tryOut.aha().requests().size());
        assertConsole("Nothing was changed in Aha!.");
    }

    @Test
    void theNameOfTheOneRequiredParameterMayBeLeftOut() throws Exception {
        assertEquals(0, tryOut.run("""
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Short']
                assert ahaGetRecord(made.id).fields.name == 'Short'
                ahaDeleteRecord made.id
                """));
        assertConsole("Finished: SUCCESS");
    }

    @Test
    void everyFailureHasAStatusForTheScript() throws Exception {
        assertEquals(0, tryOut.run("""
                try { ahaGetRecord id: 'abc' } catch (e) { echo "refused ${e.status}" }
                try { ahaGetRecord id: '404404' } catch (e) { echo "missing ${e.status}" }
                """));
        assertConsole("refused 0", "missing 404");
    }

    @Test
    void catchErrorRetryAndWarnErrorWork() throws Exception {
        assertEquals(
                1,
                tryOut.run(
                        """
                        def tries = 0
                        retry(3) {
                            tries++
                            if (tries < 3) { error "try ${tries}" }
                        }
                        warnError('Not so good') { error 'first' }
                        catchError { error 'second' }
                        echo "went on with ${currentBuild.currentResult}"
                        """));
        assertConsole("try 1", "Retrying", "Not so good", "ERROR: second", "went on with FAILURE", "Finished: FAILURE");
    }

    @Test
    void aTimeoutStopsTheRunningStep() throws Exception {
        tryOut.aha().faults().when((method, path) -> true, 1, Fault.STALLED_BEFORE_STORING);
        assertEquals(1, tryOut.run("timeout(time: 1, unit: 'SECONDS') { ahaGetRecord id: '1' }"));
        assertConsole("ERROR: The time of 1 seconds is over", "Finished: ABORTED");
    }

    @Test
    void aStoppedRunStillPrintsWhatItChanged() throws Exception {
        tryOut.aha().faults().when((method, path) -> method.equals("DELETE"), 1, Fault.STALLED_BEFORE_STORING);
        Thread stopping = new Thread(() -> {
            while (tryOut.aha().requests().stream().noneMatch(request -> request.method().equals("DELETE"))) {
                Thread.onSpinWait();
            }
            tryOut.stop();
        });
        stopping.start();
        assertEquals(1, tryOut.run("""
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Stopped']
                ahaDeleteRecord made.id
                """));
        stopping.join();
        assertConsole("Finished: ABORTED", "Changed in Aha!:", "Altogether: 1 × create");
    }

    @Test
    void theTokenIsPrintedNowhere() throws Exception {
        tryOut.run("echo \"${env.AHA_TOKEN}\"\necho '" + TriedOut.TOKEN + "'\nwithEnv(['A=b']) { echo env.A }");
        assertFalse(tryOut.console().contains(TriedOut.TOKEN));
        assertConsole("null", "****", "b");
    }

    @Test
    void filesStayInTheWorkspace() throws Exception {
        assertEquals(
                0,
                tryOut.run(
                        """
                        def n = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'out/customers.csv'
                        node {
                            dir('out') {
                                assert readFile('customers.csv').readLines().size() == n + 1
                            }
                        }
                        """),
                tryOut::console);
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("workspaces/pipeline/link"), outside);
        for (String path : List.of("../out.csv", "/tmp-out.csv", "a/../../out.csv", "link/out.csv")) {
            assertEquals(1, tryOut.run("ahaListRecords product: 'PRJ1', table: 'customers', saveTo: '" + path + "'"));
            assertConsole("workspace");
        }
        assertFalse(Files.exists(outside.resolve("out.csv")));
    }

    @Test
    void aScriptWithAnErrorIsRefusedWithItsLine() throws Exception {
        assertEquals(1, tryOut.run("node {\n  echo 'a'\n  }}\n"));
        assertConsole("The Jenkinsfile has an error", "@ line 3");
        assertFalse(tryOut.console().contains("\tat "));
    }

    @Test
    void theAddressMustBeSafeForTheToken() throws Exception {
        tryOut.environment().put("AHA_URL", "http://aha.example");
        assertEquals(1, tryOut.run("ahaGetRecord id: '1'"));
        assertConsole("must begin with https://");
        tryOut.environment().put("AHA_URL", "https://aha.example");
        tryOut.environment().remove("AHA_TOKEN");
        assertEquals(1, tryOut.run("ahaGetRecord id: '1'"));
        assertConsole("AHA_TOKEN is not set");
    }

    @Test
    void referencesComeFromTheEnvironment() throws Exception {
        tryOut.environment().put("BRANCH_NAME", "feature/prj1-2-login");
        tryOut.environment().put("CHANGES", "PRJ1-1 done\nUTF-8 and PRJ1-2 again");
        assertEquals(0, tryOut.run("assert ahaReferences(products: ['PRJ1']) == ['PRJ1-2', 'PRJ1-1']"), tryOut::console);
    }

    @Test
    void aMissingJenkinsfileIsNamed() {
        assertEquals(1, tryOut.runFile(folder.resolve("nowhere.Jenkinsfile")));
        assertConsole("There is no Jenkinsfile");
    }
}
