package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.simulator.Fault;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jenkinsfiles may say, and that it means here what it means in a Jenkins. */
class JenkinsfileDialectTest extends DialectTest {
    @Test
    void printingIsAStepEverywhere() throws Exception {
        assertRuns(0, """
                def tell(x) { println "method ${x}" }
                class Teller implements Serializable {
                    def script
                    def tell() { script.println 'class' }
                }
                println 'top'
                println([a: 1])
                println()
                printf('%s-%s', 'p', 'q')
                node {
                    [1, 2].each { print "block ${it}" }
                    parallel one: { println 'branch' }
                }
                tell(3)
                new Teller(script: this).tell()
                """);
        assertLines("[Pipeline] echo", "top", "[a:1]", "", "p-q", "block 1", "block 2", "[one] branch", "method 3", "class");
    }

    @Test
    void whatIsPrintedAnywhereHidesTheToken() throws Exception {
        String token = TriedOut.TOKEN;
        assertRuns(1, "println '" + token + "'\nnode { print '" + token + "' }\nerror '" + token + "'");
        assertSilent(token);
        assertLines("****", "****", "ERROR: ****");
    }

    @Test
    void sleepTakesSecondsAlsoInABlockAndATimeOutEndsIt() throws Exception {
        assertRuns(1, "node { timeout(time: 100, unit: 'MILLISECONDS') { sleep 60 } }");
        assertLines(
                "[Pipeline] sleep",
                "ERROR: The time of 100 milliseconds is over; what was running was aborted.",
                "Finished: ABORTED");
    }

    @Test
    void aMethodOfTheScriptHidesAStep() throws Exception {
        assertRuns(0, """
                def echo(x) { println "own echo ${x}" }
                void print(x) { println "own print ${x}" }
                node {
                    echo 'one'
                    print 'two'
                }
                print 'three'
                def sleep = { println 'local' }
                sleep()
                """);
        assertLines("own echo one", "own print two", "own print three", "local");
    }

    @Test
    void aTimeOutInsideIsCaughtAndRetriedButNotOneAround() throws Exception {
        assertRuns(1, """
                try {
                    timeout(time: 50, unit: 'MILLISECONDS') { sleep 60 }
                } catch (e) {
                    echo "caught: ${e.message}"
                }
                catchError(buildResult: 'UNSTABLE') {
                    retry(2) { timeout(time: 50, unit: 'MILLISECONDS') { sleep 60 } }
                }
                echo "so far ${currentBuild.result}"
                timeout(time: 50, unit: 'MILLISECONDS') {
                    catchError { retry(5) { sleep 60 } }
                    echo 'never here'
                }
                """);
        assertLines(
                "caught: The time of 50 milliseconds is over; what was running was aborted.",
                "Retrying",
                "so far ABORTED",
                "Finished: ABORTED");
        assertEquals(1, tryOut.console().lines().filter("Retrying"::equals).count(), tryOut::console);
        assertSilent("never here");
    }

    @Test
    void anAbortedParallelEndsAfterItsBranches() throws Exception {
        tryOut.aha().faults().when((method, path) -> true, 2, Fault.STALLED_BEFORE_STORING);
        assertRuns(0, """
                def ended = java.util.Collections.synchronizedList([])
                def work = { id ->
                    try {
                        ahaGetRecord id: id
                    } finally {
                        // No step runs any more, but what the script does itself takes its time.
                        def sum = 0
                        for (int i = 0; i < 1000000; i++) { sum += i }
                        ended << id
                    }
                }
                try {
                    timeout(time: 500, unit: 'MILLISECONDS') {
                        parallel a: { work('1') }, b: { work('2') }
                    }
                } catch (e) {
                    echo "${ended.size()} branches had ended"
                }
                """);
        assertLines("[Pipeline] // parallel", "2 branches had ended");
    }

    @Test
    void withFailFastTheFirstFailureEndsTheOtherBranches() throws Exception {
        assertRuns(1, "parallel a: { sleep 60 }, b: { error 'broken' }, failFast: true");
        assertLines("[b] Failed in branch b", "[a] Failed in branch a", "ERROR: broken", "Finished: FAILURE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipeline { agent any } | The Jenkinsfile has an error: Missing required section \"stages\" @ line 1, column"
                        + " 1.",
                "pipeline { agent any; stages { stage('S') { } } } | The Jenkinsfile has an error: Expected one of"
                        + " \"steps\", \"stages\", or \"parallel\" for stage \"S\" @ line 1, column 32.",
                "def print(x) { } | The Jenkinsfile has an error: The return type of java.lang.Object"
                        + " print(java.lang.Object) in WorkflowScript is incompatible with void in"
                        + " io.jenkins.plugins.aha.tryout.language.JenkinsfileScript . At [1:1] @ line 1, column 1.",
                "node { echo nothing } | There is no variable or property 'nothing' here (line 1 of the Jenkinsfile).",
                "def x = null; x.go() | Cannot invoke method go() on null object (line 1 of the Jenkinsfile)."
            })
    void mistakesOfTheScriptAreOneSentence(String jenkinsfile, String sentence) throws Exception {
        assertRuns(1, jenkinsfile);
        assertLines("ERROR: " + sentence, "Finished: FAILURE");
    }

    @Test
    void aSlipInANameEndsTheRunWhateverIsCaught() throws Exception {
        assertRuns(
                1,
                "try {\n  ahaCreateRecrod x: 1\n} catch (Exception e) {\n  echo 'caught'\n}\ncatchError { echo 'never' }");
        assertLines("ERROR: There is no step or method 'ahaCreateRecrod' here. Did you mean ahaCreateRecord? (line 2 of the"
                + " Jenkinsfile)");
        assertSilent("caught");
        assertSilent("never");
    }

    @Test
    void stepsOfOtherPluginsAreLeftOutAndListedAtTheEnd() throws Exception {
        assertRuns(0, """
                node {
                    slackSend 'x'
                    lock('a') { echo 'inside' }
                    def answer = fromAnotherPlugin(a: 1) { echo 'block' }
                    if (answer.isThere() || isDone()) { error 'never' }
                    if (answer) { echo 'something' }
                    slackSend channel: '#b', message: 'y'
                }
                """);
        assertLines(
                "inside",
                "block",
                "something",
                "Left out, because the try-out runs no commands and has no other plugins: slackSend (2 times), lock",
                "Unknown to the try-out, and an error in Jenkins unless a plugin or library brings them:"
                        + " fromAnotherPlugin, isDone");
    }

    @Test
    void parametersOfScriptedPipelinesHaveTheirDefaults() throws Exception {
        tryOut.environment().put("PARAMS", "STAGE=production");
        assertRuns(0, """
                properties([
                    disableConcurrentBuilds(),
                    pipelineTriggers([cron('@daily')]),
                    parameters([
                        string(name: 'STAGE', defaultValue: 'test'),
                        booleanParam(name: 'DRY', defaultValue: true)
                    ])
                ])
                echo "${params.STAGE} ${params.DRY ? 'dry' : 'wet'} ${params.size()}"
                """);
        assertLines("production dry 2");
    }

    @Test
    void optionsKnowTheParametersThatStandBehindThem() throws Exception {
        assertRuns(0, """
                pipeline {
                    agent none
                    options { withAha(product: 'PRJ1', dryRun: params.DRY != false) }
                    parameters { booleanParam(name: 'DRY', defaultValue: true) }
                    stages {
                        stage('A') { steps { ahaCreateRecord table: 'customers', fields: [name: 'Dry'] } }
                    }
                }
                """);
        assertLines("Aha! dry run: would create a record in table customers of product PRJ1 with name");
    }

    @Test
    void whatJenkinsOnlyWarnsOfIsNamed() throws Exception {
        assertRuns(0, """
                timeout(time: 1, unti: 'MINUTES') { echo 'a' }
                echo "${['b', 'a'].sort { it }}"
                @NonCPS def sorted() { ['b', 'a'].sort { it } }
                sorted()
                """);
        assertLines(
                "WARNING: Unknown parameter(s) of the step timeout: unti",
                "Methods that do not run their blocks in Jenkins, except in a method with @NonCPS: sort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 5 | IllegalArgumentException: The step echo takes a text as message, not 5 (Integer): write \"${…}\".",
                "node('x') | IllegalStateException: The step node must be called with a block: node … { … }",
                "[1].each { 'abc'.nosuch(it) } | There is no method 'nosuch' for these arguments here (line 2",
                "sh(scirpt: 'x') | IllegalArgumentException: The step sh needs script.",
                "def f(a) { a }; f(1, 2) | There is no method 'f' for these arguments here."
            })
    void aWrongCallIsNamed(String call, String sentence) throws Exception {
        assertRuns(1, call.startsWith("def ") ? call : "node {\n" + call + "\n}");
        assertTrue(tryOut.console().contains("ERROR: " + sentence), tryOut::console);
    }

    @Test
    void sourcesAndConsoleAreUtf8() throws Exception {
        assertRuns(0, "echo '東京商事'.length() + ' 東京商事'");
        assertLines("4 東京商事");
    }

    @Test
    void aBuildCanBeNamedAndItsResultOnlyGetsWorse() throws Exception {
        assertRuns(0, """
                currentBuild.displayName = '#1 acme'
                currentBuild.description = null
                env.WHO = 'me'
                env.WHO = null
                currentBuild.result = 'UNSTABLE'
                currentBuild.result = 'SUCCESS'
                echo "${currentBuild.displayName} ${env.WHO} ${currentBuild.currentResult}"
                """);
        assertLines("#1 acme null UNSTABLE", "Finished: UNSTABLE");
    }

    @Test
    void aBuildTellsWhatItIs() throws Exception {
        assertRuns(0, """
                currentBuild.with {
                    assert number == 1 && id == '1' && result == null && currentResult == 'SUCCESS'
                    assert fullProjectName == projectName && fullDisplayName == projectName + ' #1'
                    assert duration >= 0 && durationString.contains('sec') && startTimeInMillis == timeInMillis
                    assert upstreamBuilds == [] && buildVariables == [:] && changeSets == [] && !keepLog
                    assert getBuildCauses().size() == 1 && absoluteUrl == env.BUILD_URL
                }
                """);
    }

    @Test
    void aLongSleepIsShortened() throws Exception {
        assertRuns(0, "sleep 30");
        assertLines("[Pipeline] sleep", "(shortened from 30 seconds)");
    }

    @Test
    void filesComeFromTheWorkspaceOrTheCallersFolder() throws Exception {
        Files.writeString(folder.resolve("version.txt"), "2.1.0");
        assertRuns(0, """
                node {
                    assert env.WORKSPACE == pwd() && new File(WORKSPACE).absolute
                    writeFile file: 'a.csv', text: 'Acme,gold\\nZane,silver\\n'
                    writeJSON file: 'a.json', json: [name: 'Acme', tiers: ['gold']]
                    def json = readJSON file: 'a.json'
                    echo "${readCSV(file: 'a.csv')[1][0]} ${json.tiers[0]} ${readFile('version.txt')}"
                }
                """);
        assertLines("Zane gold 2.1.0");
    }
}
