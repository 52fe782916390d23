package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms that ask an account, in a real browser, with a strict Content-Security-Policy. */
@Tag("browser")
@WithJenkins
class AccountFormsTest {
    // Processes of the browser may still write for a moment after it has ended.
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    private static Path profile;

    private static Browser browser;
    private static Looks looks;
    private static SnippetGenerator page;
    private AhaSimulator aha;
    private String acme;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) throws Exception {
        Chromium.assumeInstalled();
        System.setProperty(Browser.POLICY, "Content-Security-Policy");
        browser = Browser.start(profile);
        looks = new Looks(browser, rule.getURL().toString());
        page = new SnippetGenerator(browser);
        AhaJenkins.pipeline(rule, "").renameTo("release");
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        System.clearProperty(Browser.POLICY);
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        acme = aha.state().records("PRJ1", "customers").get(0).id();
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private void open(Look look, String step) throws Exception {
        looks.open(look, "job/release/pipeline-syntax/");
        page.choose(step);
    }

    /** Fills in both forms and looks that they are what they would be without an account. */
    private void assertPlainForms() throws Exception {
        open(Look.USUAL, "ahaCreateRecord");
        page.enter("_.product", 0, "PRJ1");
        page.enter("_.table", 0, "customers");
        page.enter("_.name", 0, "name");
        page.enter("_.value", 0, "Acme Corp");
        assertEquals(
                "ahaCreateRecord fields: [name: 'Acme Corp'], product: 'PRJ1', table: 'customers'",
                page.generate("ahaCreateRecord"));
        page.choose("ahaLinkRecords");
        page.enter("_.target", 0, "PRJ1-R-1");
        page.enter("_.field", 0, "customers");
        page.enter("_.records", 0, acme);
        assertEquals(
                "ahaLinkRecords field: 'customers', records: '" + acme + "', target: 'PRJ1-R-1'",
                page.generate("ahaLinkRecords"));
        assertEquals(
                "",
                browser.evaluate("[...document.querySelectorAll('.validation-error-area')]"
                                + ".map(area => area.innerText.trim()).join('')")
                        .asText());
    }

    @Test
    void withoutAnAnswerTheFormIsThePlainOne() throws Exception {
        aha.faults().when((method, path) -> true, 1000, Fault.HTML_BEFORE_STORING);
        assertPlainForms();
        aha.close();
        AhaJenkins.configure(aha.url().replaceFirst(":[0-9]+", ":9"));
        assertPlainForms();
        AhaGlobalConfiguration.get().setSites(List.of());
        assertPlainForms();
    }

    @Test
    void aSlowAhaHoldsNothingUp() throws Exception {
        aha.faults().stallMillis(10_000).when((method, path) -> true, 1000, Fault.STALLED_BEFORE_STORING);
        assertPlainForms();
        page.enter("_.field", 0, "");
        assertEquals("Aha! did not answer within 5 seconds.", previewOfLink());
    }

    private static String previewOfLink() throws Exception {
        page.enter("_.field", 0, "customers");
        return page.preview();
    }

    @Test
    void hostileNamesAreTexts() throws Exception {
        String hostile = "<img src=x onerror=window.pwned=1>\"'\u202e";
        aha.state().seedProduct("7", "EVIL", hostile);
        aha.state().seed(RecordKind.RELEASE, "8", "EVIL", "EVIL-R-1", hostile, null);
        String record = aha.state().seedRecord("EVIL", "customers", Map.of("name", hostile));
        open(Look.USUAL, "ahaCreateRecord");
        page.enter("_.product", 0, "EVIL");
        String said = page.said("_.product", 0);
        assertTrue(said.startsWith("<img src=x onerror=window.pwned=1>\"'"), said);
        page.enter("_.table", 0, "customers");
        assertTrue(page.said("_.table", 0).startsWith("1 record in <img"), page.said("_.table", 0));
        page.choose("ahaLinkRecords");
        page.enter("_.target", 0, "EVIL-R-1");
        assertTrue(page.said("_.target", 0).startsWith("<img src=x"), page.said("_.target", 0));
        page.enter("_.records", 0, record);
        assertTrue(page.said("_.records", 0).startsWith("<img src=x"), page.said("_.records", 0));
        page.enter("_.field", 0, "customers");
        page.preview();
        assertEquals("undefined", browser.evaluate("typeof window.pwned").asText());
        assertEquals(List.of(), browser.policyViolations());
    }
}
