package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "status == 0 ? 1 : 0",
                "status == 0 && 1 < 2",
                "1 > 2 || status == 0",
                "'abc'.contains(out)",
                "'abc' - out",
                "out.equals('abc')",
                "out.hashCode()",
                "['a', 'b'].contains(out)",
                "[a: 1].containsKey(out)",
                "['a', 'b'].find { it == out }",
                "['a', 'b'].count { it == out }",
                "java.net.URLEncoder.encode(out, 'UTF-8')",
                "writeJSON(json: [a: out], returnText: true)",
                "new groovy.json.JsonBuilder([a: out]).toString()",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean passed = status == 0",
                "boolean passed\npassed = status == 0 && out",
                "Boolean passed = isPassed(status)"
            })
    void aBooleanMadeOfAMissingValueIsMissingToo(String declaration) throws Exception {
        tryOut.real();
        assertRuns(1, "boolean isPassed(code) { return code == 0 }\n"
                + creating("passed").replace("ahaCreateRecord", declaration + "\nahaCreateRecord"));
        assertEquals(0, writes(), tryOut::console);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "writeFile file: 'rows.csv', text: \"name\\nfirst\\n${out}\\n\"",
                "writeJSON file: 'rows.csv', json: [[name: 'first'], [name: out]]"
            })
    void aLoadedFileHoldsNoMissingValueEither(String writing) throws Exception {
        tryOut.real();
        String file = writing.startsWith("writeJSON") ? "rows.json" : "rows.csv";
        assertRuns(1, "node { def out = sh(script: 'git describe', returnStdout: true)\n" + writing.replace("rows.csv", file)
                + "\nahaCreateRecord product: 'PRJ1', table: 'deployments', loadFrom: '" + file + "', uniqueBy: 'name' }");
        assertEquals(0, writes(), tryOut::console);
        assertTrue(tryOut.console().contains("was given what the try-out does not have: sh: git describe."), tryOut::console);
    }

    @Test
    void noRequestWithAMissingValueIsSentHoweverItCameThere() {
        Transport account = RealAccount.guarded((token, cancellation) -> request -> new Response(200, Map.of(), new byte[0]))
                .connect(() -> "token", new Cancellation());
        Request request = Request.of(Request.Method.POST, "create a record", "records");
        assertDoesNotThrow(() -> account.send(request.withBody("{\"name\":\"v1\"}")));
        for (String body : List.of("{\"name\":\"" + MARK + "\"}", "{\"name\":\"\\u27e6\\u2060sh: git describe\\u27e7\"}")) {
            AhaException refused = assertThrows(AhaException.class, () -> account.send(request.withBody(body)));
            assertEquals("Could not create a record: it holds what the try-out does not have: sh: git describe",
                    refused.getMessage());
        }
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
