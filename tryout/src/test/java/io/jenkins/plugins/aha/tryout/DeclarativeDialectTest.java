package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
