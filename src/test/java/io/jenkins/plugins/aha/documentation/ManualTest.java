package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.run.GitRepository;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import jenkins.model.Jenkins;
import jenkins.plugins.git.GitSCMSource;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.SCMSourceRetriever;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What README.md and the manual show works as it stands there. */
@WithJenkins
class ManualTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`\\w+`(?:, )?)+) \\|");

    private static final String JOB_DSL = "groovy job-dsl";
    private static final String LIBRARY_VARIABLE = "groovy vars/recordDeployment.groovy";
    private static final String WITH_LIBRARY = "groovy with-library";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) throws Exception {
        jenkins = rule;
        AhaJenkins.configure("http://replaced");
    }

    @Test
    void everyPipelineRuns() throws Exception {
        assertAll(pages().stream()
                .flatMap(page -> fences(page, "groovy").map(pipeline -> () -> {
                    String place = page + " line " + pipeline.line();
                    try (AhaSimulator aha = AhaJenkins.simulator()) {
                        AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", aha.url())));
                        WorkflowRun build = AhaJenkins.pipeline(jenkins, pipeline.text())
                                .scheduleBuild2(0)
                                .get();
                        assertEquals(Result.SUCCESS, build.getResult(), place + ": " + JenkinsRule.getLog(build));
                        assertFalse(aha.requests().isEmpty(), place + " sends no request");
                    }
                })));
    }

    @Test
    void everyConfigurationIsTakenAsItIs(@TempDir Path folder) throws Exception {
        assertAll(pages().stream()
                .flatMap(page -> fences(page, "yaml").map(yaml -> () -> {
                    String name = page.getFileName() + "-line-" + yaml.line();
                    Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml.text());
                    AhaGlobalConfiguration.get().setSites(List.of());
                    ConfigurationAsCode.get().configure(file.toString());
                    assertFalse(AhaGlobalConfiguration.get().getSites().isEmpty(), name + " configures no site");
                })));
    }

    @Test
    void everyJobDslScriptMakesSomething() throws Exception {
        assertAll(pages().stream()
                .flatMap(page -> fences(page, JOB_DSL).map(script -> () -> {
                    ExecuteDslScripts seed = new ExecuteDslScripts();
                    seed.setUseScriptText(true);
                    seed.setScriptText(script.text());
                    FreeStyleProject job = jenkins.createFreeStyleProject();
                    job.getBuildersList().add(seed);
                    int before = Jenkins.get().getAllItems().size();
                    jenkins.buildAndAssertSuccess(job);
                    assertEquals(before + 1, Jenkins.get().getAllItems().size(), page + " line " + script.line());
                })));
    }

    @Test
    void theSharedLibraryWorks(@TempDir Path folder) throws Exception {
        GitRepository repository = new GitRepository(folder);
        for (Fences.Fence variable :
                fences(DOCS.resolve("recipes.md"), LIBRARY_VARIABLE).toList()) {
            repository.write(LIBRARY_VARIABLE.split(" ")[1], variable.text(), "Begin");
        }
        LibraryConfiguration library =
                new LibraryConfiguration("release-tools", new SCMSourceRetriever(new GitSCMSource(repository.path())));
        library.setDefaultVersion("main");
        GlobalLibraries.get().setLibraries(List.of(library));
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", aha.url())));
            for (Path page : pages()) {
                for (Fences.Fence pipeline : fences(page, WITH_LIBRARY).toList()) {
                    jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, pipeline.text()));
                }
            }
            assertTrue(
                    aha.requests().stream().anyMatch(request -> request.method().equals("POST")));
        }
    }

    @Test
    void everyExampleIsRunByOneOfTheTests() throws Exception {
        Set<String> marks = Set.of("groovy", "yaml", JOB_DSL, LIBRARY_VARIABLE, WITH_LIBRARY);
        assertEquals(
                List.of(),
                pages().stream()
                        .flatMap(page -> Fences.of(page).stream()
                                .filter(example -> !marks.contains(example.mark()))
                                .map(example -> page + " line " + example.line()))
                        .toList());
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        assertAll(pages().stream()
                .flatMap(page -> links(page).map(link -> () -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? page
                            : page.resolveSibling(parts[0]).normalize();
                    assertTrue(Files.exists(target), page + " links to " + link);
                    if (parts.length == 2) {
                        assertTrue(anchors(target).contains(parts[1]), page + " links to " + link);
                    }
                })));
    }

    @Test
    void everyPictureIsShown() throws Exception {
        Set<Path> shown = pages().stream()
                .flatMap(page ->
                        links(page).map(link -> page.resolveSibling(link).normalize()))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> pictures = Files.list(DOCS.resolve("images"))) {
            assertEquals(
                    List.of(),
                    pictures.map(Path::normalize)
                            .filter(picture -> !shown.contains(picture))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void everyPageOfTheManualIsInItsTable() throws Exception {
        Path manual = DOCS.resolve("README.md");
        Set<Path> named = links(manual)
                .map(link -> manual.resolveSibling(link).normalize())
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                pages().stream()
                        .filter(page -> page.startsWith(DOCS) && !page.equals(manual) && !named.contains(page))
                        .toList());
    }

    @Test
    void thePageOfEachStepHasItsParametersOneARow() throws Exception {
        assertAll(ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(step -> step.clazz.getName().startsWith("io.jenkins.plugins.aha."))
                .map(step -> () -> {
                    Path page = DOCS.resolve("steps/" + step.getFunctionName() + ".md");
                    String text = Files.readString(page);
                    String section = text.substring(text.indexOf("\n## Parameters\n"), text.indexOf("\n## Result\n"));
                    Set<String> documented = ROW.matcher(section)
                            .results()
                            .flatMap(row ->
                                    Stream.of(row.group(1).replace("`", "").split(", ")))
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> parameters = DescribableModel.of(step.clazz).getParameters().stream()
                            .map(DescribableParameter::getName)
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertEquals(parameters, documented, page::toString);
                }));
    }

    private static List<Path> pages() throws Exception {
        try (Stream<Path> docs = Files.walk(DOCS)) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    private static Stream<Fences.Fence> fences(Path page, String mark) {
        return Fences.of(page, mark).stream();
    }

    /** Links within the repository. */
    private static Stream<String> links(Path page) {
        return LINK.matcher(Fences.read(page))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"));
    }

    /** The names that GitHub gives to headings. */
    private static Set<String> anchors(Path page) {
        return Fences.read(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
