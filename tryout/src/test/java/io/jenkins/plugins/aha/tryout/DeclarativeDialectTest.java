package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the blocks of Declarative pipelines mean. */
class DeclarativeDialectTest extends DialectTest {
    @Test
    void environmentIsBuiltFromWhatStandsBefore() throws Exception {
        assertRuns(0, """
                pipeline {
                    agent any
                    environment {
                        NAME = 'Acme'
                        GREETING = "Hello ${NAME} of ${env.NAME}, build ${BUILD_NUMBER}"
                        KEY = credentials('any')
                    }
                    stages {
                        stage('Greet') {
                            steps {
                                echo "${env.GREETING} in ${STAGE_NAME}"
                                withEnv(['NAME=Zane', 'TOOLS+NEW=/new', 'TOOLS+NEWER=/newer']) {
                                    echo "${NAME} ${env.TOOLS} ${KEY}"
                                }
                            }
                        }
                    }
                }
                """);
        assertLines("Hello Acme of Acme, build 1 in Greet", "Zane /newer:/new \u27e6\u2060KEY\u27e7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "equals expected: 1, actual: 2 | false",
                "equals(expected: 2, actual: 2) | true",
                "not { equals expected: 1, actual: 2 } | true",
                "expression { false } | false",
                "branch 'release/*' | true",
                "branch 'main' | false",
                "branch pattern: 'release/[0-9]', comparator: 'REGEXP' | true",
                "branch pattern: 'release', comparator: 'EQUALS' | false",
                "changeRequest() | false",
                "triggeredBy 'UserIdCause' | true",
                "expression { ahaListRecords(product: 'PRJ1', table: 'customers').size() > 5 } | true",
                "environment name: 'BRANCH_NAME', value: 'release/1' | true",
                "anyOf { branch 'main'; expression { true } } | true",
                "allOf { branch 'main'; expression { true } } | false"
            })
    void conditionsDecideAboutAStage(String condition, boolean runs) throws Exception {
        tryOut.environment().put("BRANCH_NAME", "release/1");
        assertRuns(
                0,
                "pipeline {\n agent any\n stages {\n stage('S') {\n when { " + condition
                        + " }\n steps { echo 'ran' } } } }");
        assertEquals(runs, tryOut.console().contains("\nran\n"), tryOut::console);
        assertEquals(!runs, tryOut.console().contains("skipped due to when conditional"), tryOut::console);
    }

    @Test
    void afterAFailureTheOtherStagesAreSkippedAndPostRuns() throws Exception {
        assertRuns(1, """
                pipeline {
                    agent any
                    stages {
                        stage('One') {
                            steps { error 'broken' }
                            post {
                                failure { echo 'one failed' }
                                success { echo 'never' }
                            }
                        }
                        stage('Two') { steps { echo 'never' } }
                    }
                    post {
                        failure { echo 'it failed' }
                        always { echo 'it ended' }
                        success { echo 'never' }
                    }
                }
                """);
        assertLines(
                "one failed",
                "Stage \"Two\" skipped due to earlier failure(s)",
                "it ended",
                "it failed",
                "ERROR: broken",
                "Finished: FAILURE");
        assertSilent("never");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changeRequest target: 'main' | true",
                "changeRequest target: 'release/1' | false",
                "changeRequest target: 'ma.*', comparator: 'REGEXP' | true"
            })
    void aChangeRequestIsJudgedByItsTarget(String condition, boolean runs) throws Exception {
        tryOut.environment().put("CHANGE_TARGET", "main");
        tryOut.environment().put("CHANGE_ID", "7");
        conditionsDecideAboutAStage(condition, runs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeset 'docs/**'", "isWeekend()"})
    void whatIsNotKnownOfAConditionIsSaid(String condition) throws Exception {
        tryOut.environment().put("CHANGES", "PRJ1-1 docs");
        conditionsDecideAboutAStage(condition, false);
        String name = condition.split("\\W")[0];
        assertTrue(tryOut.console().contains("the try-out does not know " + name), tryOut::console);
    }

    @Test
    void theFirstErrorIsKeptAndTheOtherConditionsRun() throws Exception {
        assertRuns(1, """
                pipeline {
                    agent any
                    stages { stage('S') { steps { error 'first' } } }
                    post {
                        always { error 'second' }
                        cleanup { echo 'cleaned' }
                    }
                }
                """);
        assertLines("Error when executing always post condition:", "second", "cleaned", "ERROR: first");
        assertSilent("ERROR: second");
    }
}
