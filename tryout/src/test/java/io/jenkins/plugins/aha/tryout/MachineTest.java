package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No script acts on the machine: it runs no command, writes no file outside its workspace, ends no process. */
class MachineTest extends DialectTest {
    @Test
    void noCommandOfGroovyRuns() throws Exception {
        Path made = folder.resolve("made");
        assertRuns(0, "'touch %s'.execute()\nnew File('%s').text = 'x'\nSystem.exit(3)".formatted(made, made));
        assertFalse(Files.exists(made));
        assertLines("Finished: SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate(\"['touch', 'MADE'].execute().waitFor()\")",
                "def run = 'touch MADE'.&execute\nrun().waitFor()",
                "def name = 'exec' + 'ute'\n['touch', 'MADE'].\"${name}\"().waitFor()",
                "'touch MADE'.invokeMethod('execute', null).waitFor()",
                "import java.io.File as Place\nnew Place('MADE').text = 'x'",
                "import static java.nio.file.Files.createFile\ncreateFile('MADE')",
                "('MADE' as File).text = 'x'",
                "java.nio.file.Path.of('MADE').toFile().createNewFile()",
                "new PrintStream('MADE').close()",
                "Class.forName('java.io.File').newInstance('MADE').createNewFile()",
                "import static java.lang.System.exit\nexit(7)"
            })
    void noOtherWayLeadsToTheMachine(String script) throws Exception {
        Path made = folder.resolve("made");
        tryOut.run(script.replace("MADE", made.toString()));
        assertFalse(Files.exists(made), tryOut::console);
    }

    @Test
    void noCodeRunsWhileAScriptIsCompiled() throws Exception {
        Path made = folder.resolve("made");
        assertRuns(1, "@groovy.transform.ASTTest(value = { new File('%s').text = 'x' })\nclass Any { }\necho 'a'".formatted(made));
        assertLines("ERROR: Annotation ASTTest cannot be used in the sandbox.");
        assertFalse(Files.exists(made));
    }
}
