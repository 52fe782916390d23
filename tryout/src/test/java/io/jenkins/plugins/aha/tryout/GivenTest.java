package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.aha.tryout.build.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the caller gives a run: parameters, results of commands, a change log. */
class GivenTest extends DialectTest {
    private static final String PARAMETERS = """
            pipeline {
                agent any
                parameters {
                    string(name: 'VERSION', defaultValue: '1.0')
                    booleanParam(name: 'DRY', defaultValue: false)
                    choice(name: 'TARGET', choices: ['staging', 'production'])
                }
                stages { stage('S') { steps { echo "${params.VERSION} ${params.DRY} ${params.TARGET}" } } }
            }
            """;

    @TempDir
    private Path files;

    private Given given(String variable, String value) {
        return new Given(Map.of(variable, value), files);
    }

    @Test
    void parametersStandInOneLineOrInAFile() throws Exception {
        assertEquals(
                Map.of("A", "b c", "D", "e=f"), given("PARAMS", "A=b c, D=e=f").parameters());
        Files.writeString(files.resolve("values.txt"), "# comment\nA=1\n\nB = two words \n");
        assertEquals(Map.of("A", "1", "B", " two words"), given("PARAMS", "values.txt").parameters());
        assertEquals(Map.of("A", "1"), given("PARAM_A", "1").parameters());
    }

    @Test
    void aResultBelongsToTheLongestPartOfACommand() {
        Given given = given("OUTPUT", "git=short\ngit log --format=%H=abc=def\n");
        assertEquals("abc=def", given.output("sh git log --format=%H -1").text());
        assertEquals("short", given.output("sh git describe").text());
        assertNull(given.output("sh make"));
    }

    @Test
    void aChangeLogHasAMessageInEachLineOrParagraph() {
        assertEquals(List.of("one", "two"), given("CHANGES", "one\ntwo").changes());
        assertEquals(List.of("one\nmore", "two"), given("CHANGES", "one\nmore\n\ntwo").changes());
    }

    @Test
    void aParameterIsGivenByNameAndNotByTheShell() throws Exception {
        tryOut.environment().put("VERSION", "of the shell");
        tryOut.environment().put("PARAMS", "DRY=TRUE TARGET=production OTHER=1");
        assertRuns(0, PARAMETERS);
        assertLines("1.0 true production", "Given by PARAMS, but not declared by the pipeline: OTHER");
    }

    @Test
    void aParameterThatJenkinsWouldRefuseEndsTheRunBeforeAStage() throws Exception {
        tryOut.environment().put("PARAMS", "DRY=1");
        assertRuns(1, PARAMETERS);
        assertLines("ERROR: The parameter DRY is true or false, and cannot be '1'.");
        tryOut.environment().put("PARAMS", "TARGET=test");
        assertRuns(1, PARAMETERS);
        assertLines("ERROR: The parameter TARGET cannot be 'test'; its choices are [staging, production].");
        assertSilent("[Pipeline] stage");
    }

    @Test
    void theShellsVariablesCountWithAPrefixOnly() throws Exception {
        tryOut.environment().put("SECRET_OF_THE_SHELL", "leaked");
        tryOut.environment().put("ENV_REGION", "EMEA");
        assertRuns(0, "echo \"${env.REGION} ${REGION} ${env.getEnvironment().containsKey('SECRET_OF_THE_SHELL')}\"");
        assertLines("EMEA EMEA false");
    }

    @Test
    void aChangeLogIsSeenByReferencesConditionsAndScripts() throws Exception {
        tryOut.environment().put("CHANGES", "PRJ1-1 hotfix for the login\nPRJ1-2 docs");
        assertRuns(0, """
                pipeline {
                    agent any
                    stages {
                        stage('Hotfix') {
                            when { changelog '.*hotfix.*' }
                            steps { script { echo "${ahaReferences(products: ['PRJ1'])}" } }
                        }
                        stage('Other') {
                            when { changelog 'no such word' }
                            steps { error 'never' }
                        }
                    }
                    post { always { script { echo "${currentBuild.changeSets[0].items.collect { it.msg }}" } } }
                }
                """);
        assertLines("[PRJ1-1, PRJ1-2]", "[PRJ1-1 hotfix for the login, PRJ1-2 docs]");
    }
}
