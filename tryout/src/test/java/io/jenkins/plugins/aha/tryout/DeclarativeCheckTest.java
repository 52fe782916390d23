package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Declarative pipeline is checked whole before anything of it runs, with Jenkins' own sentences. */
class DeclarativeCheckTest extends DialectTest {
    private static final String BEFORE = "pipeline { agent any\n stages { stage('Before') { steps {"
            + " ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: 'x'] } }\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage('S') { step { } } | Unknown stage section \"step\". Starting with version 0.5, steps in a stage must be"
                        + " in a ‘steps’ block.",
                "stage('S') { } | Expected one of \"steps\", \"stages\", or \"parallel\" for stage \"S\"",
                "stage('S') { steps { echo 'a' }; stages { stage('T') { steps { echo 'a' } } } } | Only one of \"matrix\","
                        + " \"parallel\", \"stages\", or \"steps\" allowed for stage \"S\"",
                "stage('S') { steps { } } | No steps specified for branch",
                "stage('S') { steps { def x = 1 } } | Expected a step",
                "stage('S') { steps { x = 1 } } | Expected a step",
                "stage('S') { steps { for (i in [1]) { echo 'a' } } } | Expected a step",
                "stage('S') { steps { docker.build('x') } } | Method calls on objects not allowed outside \"script\" blocks.",
                "stage('S') { steps { stage('T') { echo 'a' } } } | Invalid step \"stage\" used - not allowed in this context -"
                        + " The stage step cannot be used in Declarative Pipelines",
                "stage('S') { when { } steps { echo 'a' } } | Expected a symbol; each section begins on a line of its own",
                "stage('S') { when { }; steps { echo 'a' } } | Empty when closure, remove the property or add some content.",
                "stage('S') { when { allOf { } }; steps { echo 'a' } } | Nested when condition \"allOf\" requires at least one"
                        + " child condition.",
                "stage('S') { steps { echo 'a' }; post { } } | post can not be empty",
                "stage('S') { steps { echo 'a' }; post { succes { echo 'a' } } } | Invalid condition \"succes\" - valid"
                        + " conditions are [always, changed, fixed, regression, aborted, success, unsuccessful, unstable,"
                        + " failure, notBuilt, cleanup]",
                "stage('S') { environment { X = [1] }; steps { echo 'a' } } | Environment variable values must either be single"
                        + " quoted, double quoted, or function calls.",
                "stage('S') { agent docker; steps { echo 'a' } } | Only \"agent none\", \"agent any\" or \"agent {...}\" are"
                        + " allowed.",
                "stage('S') { agent none; steps { sh 'x' } } | ",
                "stage('S') { parallel { stage('T') { parallel { stage('U') { steps { echo 'a' } } } } } } | \"matrix\" or"
                        + " \"parallel\" cannot be nested inside another \"matrix\" or \"parallel\".",
                "stage('S') { matrix { stages { stage('T') { steps { echo 'a' } } } } } | Missing required section \"axes\"",
                "stage('S') { input { ok 'x' }; steps { echo 'a' } } | No message specified for input",
                "stage('Before') { steps { echo 'a' } } | Duplicate stage name: \"Before\"",
                "echo 'a' | Expected a stage"
            })
    void aMistakeEndsTheRunBeforeTheFirstStage(String stage, String sentence) throws Exception {
        String expected = sentence == null
                ? "Attempted to execute a step that requires a node context while ‘agent none’ was specified."
                : sentence;
        String pipeline = BEFORE + stage + "\n } }";
        assertRuns(1, sentence == null ? pipeline.replace("agent any", "agent none") : pipeline);
        assertEquals(0, tryOut.aha().requests().size(), tryOut::console);
        assertTrue(tryOut.console().contains("ERROR: The Jenkinsfile has "), tryOut::console);
        assertTrue(tryOut.console().contains(expected), tryOut::console);
        assertSilent("[Pipeline] stage");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "options { gitLabConnection('x') } | option gitLabConnection",
                "parameters { extendedChoice(name: 'X', defaultValue: 'a') } | parameter extendedChoice"
            })
    void whatOnlyAPluginKnowsIsNoMistake(String section, String named) throws Exception {
        assertRuns(0, "pipeline { agent any\n" + section + "\nstages { stage('S') { steps { echo 'a' } } } }");
        assertLines("Not judged, because the try-out does not know them: " + named);
    }
}
