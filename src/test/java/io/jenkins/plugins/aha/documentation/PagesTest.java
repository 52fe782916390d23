package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.FieldRow;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.ListRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.UpdateRecordBuilder;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.darktheme.DarkThemeManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import io.jenkins.plugins.thememanager.none.NoOpThemeManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Our pages and forms as people see them: in the light and the dark theme, in a wide and a narrow window, with a strict
 * Content-Security-Policy, and as axe-core judges them for those who use a keyboard or a screen reader.
 */
@Tag("browser")
@WithJenkins
class PagesTest {
    private static final String POLICY = "jenkins.security.csp.CspHeader.headerName";

    /** What Jenkins itself and the credentials plugin put into every form. */
    private static final String NOT_OURS = ".jenkins-help-button, .credentials-select-control, .optional-block-control";

    private static final List<Integer> WIDTHS = List.of(1280, 400);

    @TempDir
    private Path profile;

    private JenkinsRule jenkins;
    private AhaSimulator aha;
    private Browser browser;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        assumeTrue(
                Browser.executable().isPresent(),
                "No pages: Chromium is not installed (Debian: apt-get install chromium)");
        System.setProperty(POLICY, "Content-Security-Policy");
        jenkins = rule;
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        browser = Browser.start(Browser.executable().get(), profile);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(POLICY);
        if (browser != null) {
            browser.close();
            aha.close();
        }
    }

    @Test
    void theChangesOfABuildAndOfAJob() throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                node {
                    def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                        fields: [[name: 'Hooli', tier: 'gold'], [name: 'Vandelay Industries', tier: 'silver']]
                    ahaUpdateRecord id: made[1], fields: [tier: 'gold']
                    ahaLinkRecords target: 'PRJ1-R-1', withFeatures: true, field: 'customers', records: made
                    ahaDeleteRecord id: made[1]
                }
                """);
        job.renameTo("release");
        jenkins.buildAndAssertSuccess(job);
        String main = "[...document.querySelectorAll('#main-panel h1, #main-panel nav, #main-panel table')]";
        look(
                "build-summary",
                "job/release/1/",
                "#main-panel [href=aha-changes]",
                "[document.querySelector('#main-panel h1'), document.querySelector('#main-panel [href=aha-changes]')"
                        + ".closest('tr, .jenkins-card, section, div')]");
        look("changes", "job/release/1/aha-changes/", "#main-panel", main);
        look("changes-of-one-operation", "job/release/1/aha-changes/?operation=create", "#main-panel", main);
        look("job-changes", "job/release/aha-changes/", "#main-panel", main);
    }

    @Test
    void theFormsOfTheBuildSteps() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("ship");
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "$AHA_RECORD_ID");
        link.setChangeLog(new ChangeLogTargets());
        job.getBuildersList()
                .add(new CreateRecordBuilder(
                        "PRJ1", "customers", List.of(new FieldRow("name", "Acme Corp"), new FieldRow("tier", "gold"))));
        job.getBuildersList().add(new UpdateRecordBuilder("640362830", List.of(new FieldRow("tier", "gold"))));
        job.getBuildersList().add(new ListRecordsBuilder("PRJ1", "customers", "customers.csv"));
        job.getBuildersList().add(new DeleteRecordsBuilder("640362830"));
        job.getBuildersList().add(link);
        String steps = "[name=builder]";
        look(
                "build-steps",
                "job/ship/configure",
                steps,
                "[...document.querySelectorAll('" + steps + "')].map(step => step.closest('.repeated-chunk') ?? step)");
    }

    @Test
    void theFormsOfTheSteps() throws Exception {
        AhaJenkins.pipeline(jenkins, "").renameTo("release");
        for (FilledForm form : FilledForm.ALL) {
            for (int width : WIDTHS) {
                browser.resize(width);
                browser.visit(url("job/release/pipeline-syntax/"));
                form.fillIn(browser);
                judge(form.step() + " " + width, ".dropdownList-container, [name=prototype]");
            }
        }
    }

    /**
     * Looks at a page in every theme and width.
     *
     * @param ours a selector of what on the page is ours
     * @param picture an expression for the elements to take a picture of
     */
    private void look(String name, String path, String ours, String picture) throws Exception {
        for (String theme : List.of("light", "dark")) {
            ThemeManagerPageDecorator.get()
                    .setTheme(theme.equals("dark") ? new DarkThemeManagerFactory() : new NoOpThemeManagerFactory());
            for (int width : WIDTHS) {
                browser.resize(width);
                browser.visit(url(path));
                browser.await("document.querySelector('" + ours + "')");
                String which = name + "-" + theme + "-" + width;
                assertEquals(
                        theme.equals("dark"),
                        browser.evaluate("document.documentElement.dataset.theme === 'dark'")
                                .asBoolean(),
                        which);
                judge(which, ours);
                assertTrue(
                        browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                                .asBoolean(),
                        which + " is wider than its window");
                browser.photograph(Images.file(which + ".png"), picture);
            }
        }
    }

    private void judge(String which, String ours) throws Exception {
        assertEquals(List.of(), browser.policyViolations(), which);
        browser.evaluate(axe());
        JsonNode found = browser.evaluate("""
                axe.run({
                    include: [...document.querySelectorAll('%s')],
                    exclude: [...document.querySelectorAll('%s')]
                }, {
                    resultTypes: ['violations'],
                    // The label beside a checkbox of Jenkins is none to HTML; the title says the same.
                    rules: {'label-title-only': {enabled: false}}
                }).then(results => results.violations.flatMap(violation => violation.nodes.map(node =>
                    violation.id + ': ' + node.html + ' ' + node.failureSummary)))
                """.formatted(ours, NOT_OURS));
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        assertEquals(List.of(), violations, which);
    }

    private static String axe() throws IOException {
        try (InputStream script =
                PagesTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String url(String path) throws Exception {
        return jenkins.getURL() + path;
    }
}
