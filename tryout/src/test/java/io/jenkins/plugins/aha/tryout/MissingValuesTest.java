package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that a step which was left out would have given is marked, and is never written into a real account. */
class MissingValuesTest extends DialectTest {
    private static final String MARK = "\u27e6\u2060sh: git describe\u27e7";

    private static String creating(String value) {
        return "node { def out = sh(script: 'git describe', returnStdout: true)\n"
                + "def status = sh(script: 'git diff', returnStatus: true)\n"
                + "ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: " + value + "] }";
    }

    private long writes() {
        return tryOut.aha().requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out",
                "\"v${out.trim()}\"",
                "'v' + out",
                "out.split('\\\\.')[0]",
                "out.replaceAll('[^0-9]', '')",
                "\"v${out}\".toString().replaceAll('.', '')",
                "out.trim().toInteger() + 1",
                "out.readLines().size()",
                "out.split(',').collect { it }.join('-')",
                "[prod: '1', test: '2'][out]",
                "[prod: '1', test: '2'].get(out)",
                "['1', '2'][out]",
                "(1..out.length()).join('-')",
                "(out =~ /v(.*)/)[0][1]",
                "out.contains('x')",
                "status",
                "status == 0",
                "status == 0 ? 'passed' : 'failed'",
                "!status",
                "[out].join(',')",
                "readJSON(text: out).version",
                "env.GIT_COMMIT.take(7)",
                "currentBuild.rawBuild.number",
                "Integer.parseInt(out.trim())",
                "somethingOfAPlugin().version",
                "somethingOfAPlugin() ?: '1.0'",
                "somethingOfAPlugin('x') { it }",
                "somethingOfAPlugin() ?: '1.0'",
                "lock('x') { it }",
                "build(job: 'x').number",
                "readFile('made-by-a-command.txt').trim()"
            })
    void nothingMadeOfAMissingValueReachesARealAccount(String value) throws Exception {
        tryOut.real();
        assertRuns(1, creating(value));
        assertEquals(0, writes(), tryOut::console);
        assertTrue(tryOut.console().contains("ERROR: The step ahaCreateRecord was given what the try-out does not have"),
                tryOut::console);
        assertTrue(tryOut.console().contains("Give a result by OUTPUT="), tryOut::console);
    }

    @Test
    void theSimulatorIsGivenItWithAWarning() throws Exception {
        assertRuns(0, creating("\"v${out.trim()}\""));
        assertLines("WARNING: ahaCreateRecord is given what only Jenkins has: sh: git describe");
        assertEquals("v" + MARK, tryOut.aha().state().records("PRJ1", "deployments").get(1).text("name"));
    }

    @Test
    void whatTheCallerGivesIsWritten() throws Exception {
        tryOut.real();
        tryOut.environment().put("OUTPUT", "git describe=2.1.0");
        assertRuns(0, creating("\"v${out.trim()}\""));
        assertEquals("v2.1.0", tryOut.aha().state().records("PRJ1", "deployments").get(1).text("name"));
        assertLines("(given by OUTPUT: 2.1.0)");
        List<String> console = tryOut.console().lines().toList();
        assertEquals("This run writes into " + tryOut.aha().url() + " as Mary Humpty.", console.get(1));
    }

    @Test
    void aFailureForWantOfAValueNamesIt() throws Exception {
        assertRuns(1, "node { def out = sh(script: 'git describe', returnStdout: true)\nMath.max(1, [1, 2, 3].get(out)) }");
        assertTrue(tryOut.console().contains("ERROR: The pipeline needs what only Jenkins has: sh: git describe."),
                tryOut::console);
    }

    @Test
    void aFailureAfterSomethingWasLeftOutSaysThatThisMayBeTheReason() throws Exception {
        assertRuns(1, "def names = []\nsomethingOfAPlugin.names { names << it.a }\nnames[1].trim()");
        assertLines("       Perhaps only because of what is missing here; see the list below.");
    }

    @Test
    void aListThatIsMissingHasOneElement() throws Exception {
        assertRuns(0, """
                def out
                node { out = sh(script: 'git describe', returnStdout: true) }
                def count = 0
                for (line in out.readLines()) { count++ }
                out.split(',').each { count++ }
                out.tokenize(',').eachWithIndex { part, index -> count++ }
                for (line in params.NAMES.tokenize(',')) { count += 10 }
                params.NAMES.tokenize(',').each { count += 10 }
                for (line in params.NAMES.split(',')) { count++ }
                assert count == 4 && out.size() == 1 && out.matches('v.*')
                """);
    }

    @Test
    void aPlainTextIsAsEver() throws Exception {
        assertRuns(0, """
                def map = [a: [1, 2], b: 'x']
                map['c'] = 3
                map['c'] += 1
                map['c']++
                map['a'][0] = 7
                ++map['a'][1]
                assert map['a'] == [7, 3] && map['c'] == 5 && map.get('d') == null && map['b'][0] == 'x' && map['a'][-1] == 3
                String text = 'a.b'
                assert text.split('\\\\.')[1] == 'b' && text.size() == 3 && !text.isEmpty()
                int half = 5
                half = half / 2
                assert half == 2
                assert (null ?: 'x') == 'x' && ('' ? 1 : 2) == 2 && [3, 1, 2].sort { p, q -> p <=> q } == [1, 2, 3]
                def n = 0
                while (n < 3) { n++ }
                assert n == 3 && 'b' in ['a', 'b'] && ('v1' ==~ /v\\d/) && ("${n}x" as String) == '3x'
                List<Integer> numbers = [1, 2].collect { it * 2 }
                assert numbers == [2, 4]
                """);
    }

    @Test
    void noCommandOfGroovyRuns() throws Exception {
        Path made = folder.resolve("made");
        assertRuns(0, "'touch %s'.execute()\nnew File('%s').text = 'x'\nSystem.exit(3)".formatted(made, made));
        assertFalse(Files.exists(made));
        assertLines("Finished: SUCCESS");
    }

    @Test
    void noCodeRunsWhileAScriptIsCompiled() throws Exception {
        Path made = folder.resolve("made");
        assertRuns(1, "@groovy.transform.ASTTest(value = { new File('%s').text = 'x' })\nclass Any { }\necho 'a'".formatted(made));
        assertLines("ERROR: Annotation ASTTest cannot be used in the sandbox.");
        assertFalse(Files.exists(made));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"env.VERSION ?: '1.0' | 1.0", "params.VERSION ?: '1.0' | 1.0", "params.X == 'a' ? 'b' : 'c' | c"})
    void aVariableThatIsNotSetMayHaveADefault(String value, String written) throws Exception {
        tryOut.real();
        assertRuns(0, creating(value));
        assertEquals(written, tryOut.aha().state().records("PRJ1", "deployments").get(1).text("name"));
    }
}
