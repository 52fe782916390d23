package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
                "stage('S') { steps { timeout(tim: 5) { echo 'a' } } } | Invalid parameter \"tim\", did you mean \"time\"?",
                "stage('S') { steps { ahaGetRecord idd: '1' } } | Invalid parameter \"idd\", did you mean \"id\"?",
                "stage('S') { steps { ahaListRecords product: 'PRJ1' } } | Missing required parameter: \"table\"",
                "stage('S') { steps { ahaLinkRecords target: 'PRJ1-R-1' } } | Missing required parameter: \"field\"",
                "stage('S') { steps { ahaUpdateRecord fields: [a: 1] } } | Missing required parameter: \"id\"",
                "stage('S') { steps { ahaLinkRecords 'PRJ1-R-1' } } | Step does not take a single required parameter - use named"
                        + " parameters instead",
                "stage('S') { steps { writeFile file: 'x' } } | Missing required parameter: \"text\"",
                "stage('S') { steps { writeFile 'x' } } | Step does not take a single required parameter - use named parameters"
                        + " instead",
                "stage('S') { steps { echo 1 } } | Expecting \"class java.lang.String\" but got \"1\" of type class"
                        + " java.lang.Integer instead",
                "stage('S') { steps { retry(count: 'x') { echo 'a' } } } | Expecting \"int\" for parameter \"count\" but got \"x\" of"
                        + " type class java.lang.String instead",
                "stage('S') { steps { sleep time: 1, unit: 'FORTNIGHTS' } } | Expecting \"class java.util.concurrent.TimeUnit\" for"
                        + " parameter \"unit\"",
                "stage('S') { steps { parallel(a: { echo 'a' }, failFast: 'x') } } | Expected a boolean with failFast",
                "stage('S') { steps { parallel(a: { echo 'a' }, other: 1) } } | Expected closure or failFast",
                "stage('S') { when { environment name: 'X' }; steps { echo 'a' } } | Missing required parameter: \"value\"",
                "stage('S') { when { branch 4 }; steps { echo 'a' } } | Expecting \"class java.lang.String\" but got \"4\"",
                "stage('S') { when { allOf(x: 1) { branch 'a' } }; steps { echo 'a' } } | No additional arguments are allowed for"
                        + " children when condition \"allOf\".",
                "stage('S') { when { branch('a') { branch 'b' } }; steps { echo 'a' } } | No children when conditions are allowed for"
                        + " when condition \"branch\".",
                "stage('S') { environment { X = 'a'; X = 'b' }; steps { echo 'a' } } | Duplicate environment variable name: \"X\"",
                "stage('S') { environment { X = 'a' - 'b' }; steps { echo 'a' } } | Environment variable values can only be joined"
                        + " together with ‘+’s.",
                "stage('S') { environment { X = 'a' + credentials('b') }; steps { echo 'a' } } | Environment variable values to be"
                        + " concatenated together must be single or double quoted.",
                "stage('S') { environment { X = ${BUILD_ID} }; steps { echo 'a' } } | cannot be used as a value directly.",
                "stage('S') { options { skipStagesAfterUnstable() }; steps { echo 'a' } } | Invalid option type"
                        + " \"skipStagesAfterUnstable\".",
                "stage('S') { options { timeout(tim: 5) }; steps { echo 'a' } } | Invalid parameter \"tim\", did you mean \"time\"?",
                "stage('S') { options { retry(2); retry(3) }; steps { echo 'a' } } | Duplicate option name: \"retry\"",
                "stage('S') { input { message 'a'; message 'b' }; steps { echo 'a' } } | Multiple occurrences of the message"
                        + " section",
                "stage('S') { matrix { axes { axis { name 'A'; values 'b' } }; excludes { }; stages { stage('T') { steps { echo 'a' } } }"
                        + " } } | No exclude directives specified",
                "stage('S') { matrix { axes { axis { name 'A'; values 'b', 'b' } }; stages { stage('T') { steps { echo 'a' } } } } } |"
                        + " Duplicate axis value: \"b\"",
                "stage('S') { matrix { axes { axis { name 'A'; values 'b' } }; excludes { exclude { axis { name 'A' } } }; stages {"
                        + " stage('T') { steps { echo 'a' } } } } } | Exclude axis must contain either \"values\" or \"notValues\"",
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
                "triggers { cron() } | \"cron\" should have 1 arguments but has 0 arguments instead.",
                "parameters { string(nam: 'X') } | Invalid parameter \"nam\", did you mean \"name\"?",
                "parameters { booleanParam(defaultValue: true, name: 1) } | Expecting \"class java.lang.String\" for parameter"
                        + " \"name\"",
                "options { triggers([cron('@daily')]) } | The \"triggers\" job property can't be used in the \"options\" directive."
            })
    void aMistakeInASectionOfThePipelineEndsTheRunBeforeTheFirstStage(String section, String sentence) throws Exception {
        assertRuns(1, "pipeline { agent any\n" + section + "\nstages { stage('S') { steps { echo 'a' } } } }");
        assertTrue(tryOut.console().contains(sentence), tryOut::console);
        assertSilent("[Pipeline] stage");
    }

    @Test
    void theTableHasTheParametersOfThePluginsSteps() throws Exception {
        Path table = Path.of("src/main/resources/io/jenkins/plugins/aha/tryout/steps/step-parameters.txt");
        List<String> lines = Files.readAllLines(table);
        for (String step : Invocation.steps()) {
            String own = lines.stream().filter(line -> line.startsWith(step + " ")).findFirst().orElse("");
            Set<String> names = Arrays.stream(own.split(" ")).skip(1).map(word -> word.split(":")[0]).collect(Collectors.toSet());
            assertEquals(Set.copyOf(Invocation.parameters(step)), names, step);
        }
    }

    @Test
    void aPipelineStandsAlone() throws Exception {
        assertRuns(1, "node { pipeline { agent any; stages { stage('S') { steps { echo 'a' } } } } }");
        assertTrue(tryOut.console().contains("pipeline block must be at the top-level, not within another block."));
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
