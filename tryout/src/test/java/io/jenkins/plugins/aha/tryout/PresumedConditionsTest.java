package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the result of a step that was left out decides about is never written into a real account either. */
class PresumedConditionsTest extends DialectTest {
    /** Pipelines whose {@code x} is a text of the pipeline, which a condition that is only presumed has chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "def x = 'a'\nif (branch.trim() == 'main') { x = 'b' }",
                "def x = 'a'\nif (branch.trim() != 'main') { x = 'b' }",
                "def x\nif (branch.trim() == 'main') { x = 'b' } else { x = 'a' }",
                "def x\nif (branch.trim() != 'main') x = 'b'\nelse if (1 > 2) x = 'c'\nelse x = 'a'",
                "String x\nif (branch != 'main') { x = 'b' }",
                "def x = 'a'\nif (branch != 'main') { x = 'b' }\nx = x ?: 'c'",
                "def y\nif (branch != 'main') { y = 'b' }\ndef x = y ?: 'c'",
                "def x = 'a'\nif (branch == 'main') { if (1 < 2) { [1].each { x = 'b' } } }",
                "def x = 'a'\nif (1 < 2) { if (branch != 'main') { def y = 'c'\nx = y } }",
                "def x = 'a'\nif (branch == 'main' && !x.isEmpty()) { x += 'b' }",
                "def x = 1\nif (branch == 'main') { x++ }\nx = 5 - x * 2 + 1",
                "def x = false\nif (branch == 'main') { x = true }",
                "def x = 'a'\nswitch (branch) { case 'main': x = 'b'; break\ncase 'other': x = 'c' }",
                "def y = 'a'\nswitch (branch) { case 'main': x = 'b'; break\ndefault: y = 'c' }\ndef x = y",
                "def x = 'a'\nwhile (branch == 'main') { x = 'b' }",
                "def x = 'a'\nfor (line in branch.readLines()) { x = 'b' }",
                "def x = 'a'\nfor (int i = 0; i < branch.length(); i++) { x = 'b' }",
                "def x = 'a'\nfor (n in [1, 2]) { if (branch != 'main') { continue }\nx = 'b' }",
                "def x = 'a'\ntry { if (branch == 'main') { x = 'b'\nerror 'no' } } catch (e) { }",
                "def f(branch) { if (branch == 'main') { return 'b' }\n'a' }\ndef x = f(branch)",
                "def f(branch) { if (branch != 'main') { return 'b' }\nreturn 'a' }\ndef x = f(branch)",
                "String f(branch) { if (branch == 'main') 'b'\nelse 'a' }\ndef x = f(branch)",
                "def f = { if (it == 'main') { 'b' } else { 'a' } }\ndef x = f(branch)",
                "def f(branch) { if (branch != 'main') { return }\ny = 'a' }\nf(branch)\ndef x = y",
                "def f() { y = 'b' }\ny = 'a'\nif (branch != 'main') { f() }\ndef x = y",
                "def f() { g() }\ndef g() { env.KIND = 'b' }\nif (branch == 'main') { f() }\ndef x = env.KIND",
                "env.KIND = 'a'\nif (branch != 'main') { env.KIND = 'b' }\ndef x = env.KIND",
                "if (branch != 'main') { env.KIND = 'b' }\ndef x = env.KIND ?: 'a'",
                "def map = [kind: 'a']\nif (branch != 'main') { map.kind = 'b' }\ndef x = map.kind",
                "def map = [:]\nif (branch != 'main') { map['kind'] = 'b' }\ndef x = map.kind",
                "def list = ['a']\nif (branch == 'main') { list[0] = 'b' }\ndef x = list.join(',')",
                "class Made { String kind = 'a' }\ndef made = new Made()\nif (branch != 'main') { made.kind = 'b' }\ndef x = made.kind"
            })
    void whatAPresumedConditionDecidesIsMissingToo(String choosing) throws Exception {
        String pipeline = choosing(choosing, "ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: \"${x}\"]");
        assertWritesOnlyWhatIsGiven(
                pipeline,
                "WARNING: ahaCreateRecord is given what only Jenkins has: sh: git branch",
                "was given what the try-out does not have: sh: git branch");
    }

    /** Asserts that a pipeline writes into the simulated Aha!, and into a real account with the output that it needs. */
    private void assertWritesOnlyWhatIsGiven(String pipeline, String warning, String error) throws Exception {
        assertRuns(0, pipeline);
        assertTrue(tryOut.console().contains(warning), tryOut::console);
        assertEquals(1, writes(), tryOut::console);
        tryOut.real();
        assertRuns(1, pipeline);
        assertTrue(tryOut.console().contains(error), tryOut::console);
        assertEquals(1, writes(), tryOut::console);
        tryOut.environment().put("OUTPUT", "git branch=main");
        assertRuns(0, pipeline.replace("while (branch", "while (x == 'a' && branch"));
        assertEquals(2, writes(), tryOut::console);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (branch == 'main') { WRITE }",
                "if (branch != 'main') { echo 'no' } else { WRITE }",
                "branch == 'main' ? WRITE : null",
                "for (line in branch.readLines()) { WRITE }",
                "branch.readLines().each { WRITE }",
                "switch (branch) { case 'main': WRITE }",
                "def f() { WRITE }\nif (branch == 'main') { parallel a: { f() } }",
                "def f(branch) { if (branch != 'main') { return }\nWRITE }\nf(branch)",
                "for (n in [1]) { if (branch != 'main') { break }\nWRITE }",
                "pipeline { agent any\nstages { stage('a') { when { expression { sh(script: 'git branch', returnStdout: true).trim()"
                        + " == 'main' } }\nsteps { WRITE } } } }",
                "pipeline { agent any\nenvironment { B = \"${sh(script: 'git branch', returnStdout: true)}\" }\n"
                        + "stages { stage('a') { when { not { equals expected: 'x', actual: env.B } }\n"
                        + "steps { echo 'a' }\npost { always { WRITE } } } } }"
            })
    void whetherAStepWritesIsNotPresumedForARealAccount(String deciding) throws Exception {
        String pipeline = deciding.replace("WRITE", "ahaCreateRecord(product: 'PRJ1', table: 'deployments', fields: [name: 'b'])");
        if (!deciding.startsWith("pipeline")) {
            pipeline = choosing(pipeline, "def read = ahaListRecords(product: 'PRJ1', table: 'deployments')");
        }
        assertWritesOnlyWhatIsGiven(
                pipeline,
                "WARNING: whether ahaCreateRecord runs depends on what only Jenkins has: sh: git",
                "ERROR: Whether the step ahaCreateRecord runs depends on what the try-out does not have: sh: git branch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def x = 'a'\nsh 'make'\nif (x == 'a') { x = 'b' }",
                "def x = 'b'\nif (branch == 'main') { def y = 'c' }",
                "def x = 'b'\nif (branch == 'main') { for (n in [1]) { if (n == 1) { break } } }\nif (1 > 2) { x = 'a' }",
                "def f(branch) { if (branch == 'main') { return } }\nf(branch)\ndef x = 'b'",
                "def x = 'a'\nif (env.DEPLOY_TO == null || true) { x = 'b' }",
                "def x = 'a'\nif (params.DEPLOY != 'no') { x = 'b' }"
            })
    void whatNoStepDecidesIsWritten(String choosing) throws Exception {
        tryOut.real();
        assertRuns(0, choosing(choosing, "ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: x]"));
        assertEquals("b", tryOut.aha().state().records("PRJ1", "deployments").get(1).text("name"));
    }

    @Test
    void aPresumedConditionLetsAPipelineGoOnAsBefore() throws Exception {
        assertRuns(0, """
                int typed = 1
                boolean asked = false
                List names = null
                def count = 0
                def none
                def total = 10
                node {
                    if (sh(script: 'git branch', returnStdout: true).trim() != 'main') { typed = 2; names = []; asked = true; none = 'a' }
                    if (sh(script: 'git branch', returnStdout: true).trim() == 'main') { count = 2; total -= count }
                }
                def seen = []
                for (int i = 0; i < count; i++) { seen << i }
                none.each { seen << it }
                total = total / count - 1
                assert seen == [0, 1] && total == 3 && typed == 1 && !asked && names == null && none == null && !none
                """);
    }

    private static String choosing(String choosing, String writing) {
        StringBuilder functions = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        String open = "";
        for (String line : choosing.split("\n")) {
            boolean function = line.matches("(def|String) \\w+\\(.*|class .*") || !open.isEmpty();
            (function ? functions : rest).append(line).append('\n');
            open = function && depth(functions.toString()) > 0 ? line : "";
        }
        return functions + "node { def branch = sh(script: 'git branch', returnStdout: true)\n" + rest + writing + " }";
    }

    private static long depth(String text) {
        return text.chars().filter(letter -> letter == '{').count() - text.chars().filter(letter -> letter == '}').count();
    }
}
