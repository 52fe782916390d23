package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the steps and their help are complete and follow Jenkins' rules. */
@WithJenkins
class FormsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/aha/steps");

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void thereIsAFormForEveryOperation() {
        List<String> names = new ArrayList<>();
        descriptors().forEach(descriptor -> names.add(descriptor.getFunctionName()));
        names.sort(null);
        assertEquals(Invocation.steps(), names);
    }

    @Test
    void everyStepAndEveryFieldHasHelpWithAnExample() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        List<Executable> checks = new ArrayList<>();
        for (StepDescriptor descriptor : descriptors().toList()) {
            DescribableModel<?> model = DescribableModel.of(descriptor.clazz);
            String step = descriptor.getFunctionName();
            checks.add(() -> assertTrue(model.getHelp().contains("<pre>"), step + " has no example"));
            checks.add(() -> assertTrue(model.getHelp().contains(step), step + "'s example is of another step"));
            for (DescribableParameter parameter : model.getParameters()) {
                String name = step + "." + parameter.getName();
                checks.add(() -> assertNotNull(parameter.getHelp(), name + " has no help"));
                checks.add(() -> assertTrue(
                        parameter.getHelp().contains("<p>Example: <code>" + parameter.getName() + ": "),
                        name + " has no example"));
                String shown = "descriptor/" + descriptor.getId() + "/help/" + parameter.getName();
                checks.add(() -> assertEquals(
                        parameter.getHelp().strip(),
                        client.goTo(shown, "text/html")
                                .getWebResponse()
                                .getContentAsString()
                                .strip(),
                        name + " has other help in the form"));
            }
        }
        assertAll(checks);
    }

    @Test
    void everyFieldCanBeEnteredInTheForm() throws Exception {
        List<Executable> checks = new ArrayList<>();
        for (StepDescriptor descriptor : descriptors().toList()) {
            String form = Files.readString(RESOURCES.resolve(descriptor.clazz.getSimpleName() + "/config.jelly"))
                    + Files.readString(RESOURCES.resolve("AhaAccountStep/common.jelly"))
                    + Files.readString(RESOURCES.resolve("AhaStep/common.jelly"));
            for (DescribableParameter parameter :
                    DescribableModel.of(descriptor.clazz).getParameters()) {
                checks.add(() -> assertTrue(
                        form.contains("field=\"" + parameter.getName() + "\""),
                        descriptor.getFunctionName() + " cannot be given " + parameter.getName() + " in its form"));
            }
        }
        assertAll(checks);
    }

    @Test
    void formsEscapeAndHaveNoInlineCode() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<Path> forms =
                    files.filter(file -> file.toString().endsWith(".jelly")).toList();
            assertFalse(forms.isEmpty());
            assertAll(forms.stream().map(form -> () -> {
                String text = Files.readString(form);
                assertTrue(text.startsWith("<?jelly escape-by-default='true'?>"), form + " does not escape");
                assertFalse(text.matches("(?s).*<(script|style)\\b.*"), form + " has inline code");
                assertFalse(text.matches("(?s).*\\s(style|on[a-z]+)=.*"), form + " has inline code");
                // Stapler takes parentheses for arguments, and MessageFormat an apostrophe for quoting.
                assertFalse(text.matches("(?s).*\\$\\{%[^}]*[()'].*"), form + " has a text that will be shown changed");
            }));
        }
    }

    private static Stream<StepDescriptor> descriptors() {
        return Jenkins.get().getExtensionList(StepDescriptor.class).stream()
                .filter(descriptor -> AhaStep.class.isAssignableFrom(descriptor.clazz));
    }
}
