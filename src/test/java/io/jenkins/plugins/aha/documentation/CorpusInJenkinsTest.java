package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.console.ConsoleNote;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.corpus.Corpus;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The try-out's pipelines come to the same end in a real Jenkins: result, order of stages, requests to Aha!. Its table
 * of the parameters of steps is that of Jenkins.
 */
@WithJenkins
class CorpusInJenkinsTest {
    private static final Path CORPUS = Path.of("tryout/src/test/resources/io/jenkins/plugins/aha/tryout/corpus");

    private static final Path STEP_PARAMETERS =
            Path.of("tryout/src/main/resources/io/jenkins/plugins/aha/tryout/steps/step-parameters.txt");

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule started) {
        jenkins = started;
    }

    @Test
    void theTableOfStepParametersIsThatOfJenkins() throws Exception {
        List<String> table = Files.readAllLines(STEP_PARAMETERS).stream()
                .filter(line -> !line.matches("#.*|\\w+\\..*"))
                .toList();
        List<String> judged = new ArrayList<>();
        assertAll(table.stream().map(line -> () -> {
            String step = line.split(" ")[0];
            StepDescriptor descriptor = StepDescriptor.byFunctionName(step);
            if (descriptor != null) {
                judged.add(step);
                assertEquals(new TreeSet<>(List.of(line.split(" "))), inJenkins(step, descriptor));
            }
        }));
        assertTrue(judged.size() > table.size() / 2, "only " + judged + " could be compared");
    }

    private static Set<String> inJenkins(String step, StepDescriptor descriptor) {
        Set<String> words = new TreeSet<>(Set.of(step));
        for (DescribableParameter parameter : new DescribableModel<>(descriptor.clazz).getParameters()) {
            Class<?> type = parameter.getErasedType();
            String name = type == String.class
                    ? "text"
                    : type == int.class
                            ? "number"
                            : type == TimeUnit.class
                                    ? "unit"
                                    : type == boolean.class ? "boolean" : type == List.class ? "list" : "any";
            words.add(parameter.getName() + ":" + name + (parameter.isRequired() ? "!" : ""));
        }
        return words;
    }

    @Test
    void everyPipelineEndsAsInTheTryOut() {
        assertAll(Corpus.expected(CORPUS).stream()
                .filter(Corpus.End::inJenkins)
                .map(expected -> () -> endsAsExpected(expected)));
    }

    private static void endsAsExpected(Corpus.End expected) throws Exception {
        String pipeline = Files.readString(CORPUS.resolve(expected.name() + ".Jenkinsfile"));
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            WorkflowRun build =
                    AhaJenkins.pipeline(jenkins, pipeline).scheduleBuild2(0).get();
            String console = ConsoleNote.removeNotes(JenkinsRule.getLog(build));
            Corpus.End seen =
                    Corpus.seen(expected, pipeline, String.valueOf(build.getResult()), console, aha.requests());
            assertEquals(expected.toString(), seen.toString(), console);
        }
    }
}
