package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Build steps show the forms of the Pipeline steps; what can be chosen in them must read the same, too. */
@WithJenkins
class SharedFormsTest {
    @Test
    void choicesReadTheSameInBothForms(JenkinsRule jenkins) throws Exception {
        Map<Class<?>, String> twins = Map.of(
                CreateRecordBuilder.class, "ahaCreateRecord",
                UpdateRecordBuilder.class, "ahaUpdateRecord",
                ListRecordsBuilder.class, "ahaListRecords",
                DeleteRecordsBuilder.class, "ahaDeleteRecord",
                LinkRecordsBuilder.class, "ahaLinkRecords",
                ChangeLogTargets.class, "ahaReferences");
        Map<String, List<String>> ofBuildSteps = new TreeMap<>();
        Map<String, List<String>> ofSteps = new TreeMap<>();
        for (Map.Entry<Class<?>, String> twin : twins.entrySet()) {
            Descriptor<?> buildStep =
                    jenkins.jenkins.getDescriptorByName(twin.getKey().getName());
            for (Method method : buildStep.getClass().getMethods()) {
                if (method.getName().startsWith("doFill") && method.getParameterCount() == 0) {
                    String name = twin.getValue() + "." + method.getName();
                    Descriptor<?> step = StepDescriptor.byFunctionName(twin.getValue());
                    ofBuildSteps.put(name, choices(buildStep, method));
                    ofSteps.put(name, choices(step, step.getClass().getMethod(method.getName())));
                }
            }
        }
        assertEquals(11, ofBuildSteps.size(), ofBuildSteps::toString);
        assertEquals(ofSteps, ofBuildSteps);
    }

    private static List<String> choices(Descriptor<?> descriptor, Method method) throws Exception {
        return ((ListBoxModel) method.invoke(descriptor))
                .stream().map(choice -> choice.value + ": " + choice.name).toList();
    }
}
