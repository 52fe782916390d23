package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.tasks.BuildStep;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.parameters.AhaRecordsParameterDefinition;
import io.jenkins.plugins.aha.parameters.AhaReleaseParameterDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The manual has everything that a reader looks for, by the plugin's own names. */
@WithJenkins
class ManualPartsTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        // one for all tests
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.jenkins.plugins.aha.");
    }

    @Test
    void theFirstPageIsShort() {
        String page = Fences.read(Path.of("README.md"));
        assertTrue(page.lines().count() <= 150, "more than 150 lines");
        String screen = page.substring(0, page.indexOf("<picture>"));
        assertTrue(
                screen.lines().count() < 30 && !screen.contains("\n## "),
                "more than a screen before the first picture");
    }

    @Test
    void thePageOfEachStepHasAllItsParts() {
        List<String> parts = List.of("Parameters", "Result", "Examples", "Errors", "Cost");
        assertAll(ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(step -> isOurs(step.clazz))
                .map(StepDescriptor::getFunctionName)
                .map(step -> () -> {
                    Path page = DOCS.resolve("steps/" + step + ".md");
                    String text = Files.readString(page);
                    assertTrue(text.startsWith("# " + step + "\n\n[Manual]"), step);
                    assertEquals(
                            parts,
                            text.lines()
                                    .filter(line -> line.startsWith("## "))
                                    .map(line -> line.substring(3))
                                    .filter(parts::contains)
                                    .toList(),
                            step);
                    String head = text.substring(0, text.indexOf("\n## "));
                    assertTrue(
                            head.matches("(?s).*\n\n[A-Z][^\n]+.*<img src=\"../images/snippet-generator-" + step
                                    + "\\.png\".*"),
                            step);
                    assertTrue(Fences.of(page, "groovy").size() >= 5, step + " has fewer than five examples");
                    for (String part : parts) {
                        assertFalse(section(text, part).isBlank(), step + ": " + part);
                    }
                }));
    }

    private static String section(String page, String heading) {
        String begin = "\n## " + heading + "\n";
        return page.substring(page.indexOf(begin) + begin.length()).split("\n## ", 2)[0];
    }

    @Test
    void thePageOfBuildParametersHasThoseOfBoth() throws Exception {
        String page = Fences.read(DOCS.resolve("build-parameters.md"));
        Set<String> ofBoth = column(section(page, "Parameters of both"), 0);
        for (Class<?> type : List.of(AhaReleaseParameterDefinition.class, AhaRecordsParameterDefinition.class)) {
            String symbol = symbolOf(type);
            Set<String> documented = column(section(page, symbol), 0);
            documented.addAll(ofBoth);
            assertEquals(parameters(type), documented, symbol);
        }
    }

    @Test
    void thePageOfTheSetUpHasAllKeysOfASite() throws Exception {
        String page = Fences.read(DOCS.resolve("set-up.md"));
        assertEquals(parameters(AhaSite.class), column(section(page, "In Jenkins"), 1));
        String yaml = Fences.of(DOCS.resolve("set-up.md"), "yaml").get(0).text();
        for (String key : parameters(AhaSite.class)) {
            assertTrue(yaml.contains(" " + key + ": "), key + " is not in the example");
        }
    }

    @Test
    void thePageOfFreestyleJobsHasAllBuildSteps() {
        String table = Fences.read(DOCS.resolve("freestyle.md")).split("\n## ", 2)[0];
        assertEquals(
                ExtensionList.lookup(Descriptor.class).stream()
                        .filter(descriptor ->
                                isOurs(descriptor.clazz) && BuildStep.class.isAssignableFrom(descriptor.clazz))
                        .filter(descriptor -> !descriptor.clazz.getSimpleName().equals("PostBuildSteps"))
                        .map(descriptor -> symbolOf(descriptor.clazz))
                        .collect(Collectors.toCollection(TreeSet::new)),
                column(table, 2));
    }

    @Test
    void everyMessageIsOneOfThePlugin() throws Exception {
        String said = sources();
        try (Stream<Path> files = Files.walk(DOCS)) {
            Set<String> unknown = files.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(page -> Arrays.stream(Fences.read(page).split("\n\n")))
                    .filter(table -> table.startsWith("| message contains |"))
                    .flatMap(table -> column(table, 0).stream())
                    // What Aha! answered stands behind this word.
                    .map(message -> message.replaceFirst("^(answered )?[0-9].*", "answered "))
                    .filter(message -> !said.contains(message))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), unknown);
        }
    }

    /** What the code and its resources say, with texts that go over several lines in one piece. */
    private static String sources() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .map(Fences::read)
                    .map(text -> text.replace("''", "'").replaceAll("\"\\s*\\+\\s*\"", ""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String symbolOf(Class<?> type) {
        return SymbolLookup.getSymbolValue(type).iterator().next();
    }

    private static Set<String> parameters(Class<?> type) {
        return new DescribableModel<>(type)
                .getParameters().stream()
                        .map(DescribableParameter::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The texts in backquotes that a column of the tables holds. */
    private static Set<String> column(String tables, int number) {
        return tables.lines()
                .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                .flatMap(line ->
                        CODE.matcher(line.split(" \\| |^\\| ", -1)[number + 1]).results())
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
