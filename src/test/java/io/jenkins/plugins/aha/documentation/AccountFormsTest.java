package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms that ask an account, in a real browser, with a strict Content-Security-Policy. */
class AccountFormsTest extends TestsInBrowser {
    private static final int MOST_REQUESTS = 6;
    private static final String OURS =
            "[...document.querySelectorAll('[name=prototype]')]" + ".filter(part => part.offsetParent)";

    private static SnippetGenerator page;
    private AhaSimulator aha;
    private String acme;
    private String zane;

    @BeforeAll
    static void createJob() throws Exception {
        page = new SnippetGenerator(browser);
        AhaJenkins.pipeline(jenkins, "").renameTo("release");
    }

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        acme = aha.state().records("PRJ1", "customers").get(0).id();
        zane = aha.state().records("PRJ1", "customers").get(1).id();
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private void open(Look look, String step) throws Exception {
        looks.open(look, "job/release/pipeline-syntax/");
        page.choose(step);
    }

    private void assertFewRequests() {
        assertTrue(
                aha.requests().size() <= MOST_REQUESTS, () -> aha.requests().size() + " requests: " + aha.requests());
        assertEquals(
                List.of(),
                aha.requests().stream()
                        .filter(request -> !request.method().equals("GET"))
                        .toList());
    }

    @Test
    void createRecord() throws Exception {
        open(Look.USUAL, "ahaCreateRecord");
        page.chooseByKeyboard("_.product", 0, "PRJ1");
        assertEquals("Project 1", page.said("_.product", 0));
        page.enter("_.table", 0, "customers");
        String table = page.said("_.table", 0);
        assertTrue(table.matches("12 records in Project 1; fields: .*\\btier\\b.*"), table);
        page.chooseByKeyboard("_.name", 0, "tier");
        assertEquals("Tier (string)", page.said("_.name", 0));
        page.enter("_.value", 0, "gold");
        page.chooseByKeyboard("_.uniqueBy", 0, "name");
        assertEquals("Name (string)", page.said("_.uniqueBy", 0));
        assertFewRequests();
        assertEquals(
                "ahaCreateRecord fields: [tier: 'gold'], product: 'PRJ1', table: 'customers', uniqueBy: 'name'",
                page.generate("ahaCreateRecord"));
        page.enter("_.table", 0, "custmers");
        browser.await("document.body.innerText.includes(\"There is no table 'custmers' in Project 1\")");
    }

    @Test
    void listRecordsWithPreview() throws Exception {
        open(Look.USUAL, "ahaListRecords");
        page.enter("_.product", 0, "PRJ1");
        page.enter("_.table", 0, "customers");
        page.chooseByKeyboard("_.name", 0, "tier");
        page.enter("_.value", 0, "gold");
        page.said("_.table", 0);
        assertFewRequests();
        String preview = page.preview();
        assertTrue(preview.startsWith("5 records: Acme Corp, Major conglomerate, Contoso"), preview);
        assertEquals(
                "ahaListRecords product: 'PRJ1', table: 'customers', where: [tier: 'gold']",
                page.generate("ahaListRecords"));
    }

    @Test
    void linkRecordsWithPreview() throws Exception {
        open(Look.USUAL, "ahaLinkRecords");
        page.enter("_.target", 0, "PRJ1-R-1");
        assertEquals("Release 1, 6 features", page.said("_.target", 0));
        page.chooseByKeyboard("_.field", 0, "customers");
        assertEquals("Customers (LinkMany)", page.said("_.field", 0));
        page.enter("_.records", 0, acme + "\n" + zane + "\n" + acme);
        assertEquals("Acme Corp, Zane Corp and 1 more", page.said("_.records", 0));
        assertFewRequests();
        page.enter("_.records", 0, zane);
        String preview = page.preview();
        assertTrue(preview.contains("would link") && preview.contains(zane), preview);
        assertEquals(
                "ahaLinkRecords field: 'customers', records: '" + zane + "', target: 'PRJ1-R-1'",
                page.generate("ahaLinkRecords"));
        assertEquals(List.of(acme), aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
    }

    @Test
    void updateGetAndDeleteNameTheirRecords() throws Exception {
        open(Look.USUAL, "ahaUpdateRecord");
        page.enter("_.id", 0, acme);
        assertEquals("Acme Corp", page.said("_.id", 0));
        page.chooseByKeyboard("_.name", 0, "region");
        assertEquals("Region (string)", page.said("_.name", 0));
        assertFewRequests();
        looks.judge("ahaUpdateRecord", OURS);
        assertEquals("ahaUpdateRecord fields: [region: ''], id: '" + acme + "'", page.generate("ahaUpdateRecord"));
        for (String step : List.of("ahaGetRecord", "ahaDeleteRecord")) {
            page.choose(step);
            page.enter("_.id", 0, zane);
            assertEquals("Zane Corp", page.said("_.id", 0));
            looks.judge(step, OURS);
            assertEquals(step + " '" + zane + "'", page.generate(step));
        }
        page.choose("ahaReferences");
        looks.judge("ahaReferences", OURS);
    }

    @Test
    void theBlockOfDefaultsKnowsTheProducts() throws Exception {
        open(Look.USUAL, "withAha");
        page.chooseByKeyboard("_.product", 0, "PRJ1");
        assertEquals("Project 1", page.said("_.product", 0));
        assertFewRequests();
        looks.judge("withAha", OURS);
        assertEquals("withAha(product: 'PRJ1') {\n    // some block\n}", page.generate("withAha"));
    }

    @Test
    void everyLookIsFitForAKeyboardAndAScreenReader() throws Exception {
        for (Look look : Look.ALL) {
            for (String step : List.of(
                    "ahaCreateRecord",
                    "ahaListRecords",
                    "ahaLinkRecords",
                    "ahaUpdateRecord",
                    "ahaGetRecord",
                    "ahaDeleteRecord",
                    "withAha")) {
                open(look, step);
                page.openAdvanced();
                if (List.of("ahaUpdateRecord", "ahaGetRecord", "ahaDeleteRecord")
                        .contains(step)) {
                    page.enter("_.id", 0, acme);
                    page.said("_.id", 0);
                } else if (step.equals("ahaLinkRecords")) {
                    page.enter("_.target", 0, "PRJ1-R-1");
                    page.said("_.target", 0);
                } else {
                    page.enter("_.product", 0, "PRJ1");
                    page.said("_.product", 0);
                }
                looks.judge("account-form-" + step + "-" + look, OURS);
            }
        }
    }

    /** Fills in each form and looks that it is what it would be without an account. */
    private void assertPlainForms() throws Exception {
        open(Look.USUAL, "ahaCreateRecord");
        page.enter("_.product", 0, "PRJ1");
        page.enter("_.table", 0, "customers");
        page.enter("_.name", 0, "name");
        page.enter("_.value", 0, "Acme Corp");
        assertEquals(
                "ahaCreateRecord fields: [name: 'Acme Corp'], product: 'PRJ1', table: 'customers'",
                page.generate("ahaCreateRecord"));
        assertEquals("", page.saidAtAll());
        page.choose("ahaListRecords");
        page.enter("_.product", 0, "PRJ1");
        page.enter("_.table", 0, "customers");
        assertEquals("ahaListRecords product: 'PRJ1', table: 'customers'", page.generate("ahaListRecords"));
        assertEquals("", page.saidAtAll());
        page.choose("ahaUpdateRecord");
        page.enter("_.id", 0, acme);
        page.enter("_.name", 0, "tier");
        assertEquals("ahaUpdateRecord fields: [tier: ''], id: '" + acme + "'", page.generate("ahaUpdateRecord"));
        assertEquals("", page.saidAtAll());
        for (String step : List.of("ahaGetRecord", "ahaDeleteRecord")) {
            page.choose(step);
            page.enter("_.id", 0, zane);
            assertEquals(step + " '" + zane + "'", page.generate(step));
            assertEquals("", page.saidAtAll());
        }
        page.choose("withAha");
        page.enter("_.product", 0, "PRJ1");
        assertEquals("withAha(product: 'PRJ1') {\n    // some block\n}", page.generate("withAha"));
        assertEquals("", page.saidAtAll());
        page.choose("ahaLinkRecords");
        page.enter("_.target", 0, "PRJ1-R-1");
        page.enter("_.field", 0, "customers");
        page.enter("_.records", 0, acme);
        assertEquals(
                "ahaLinkRecords field: 'customers', records: '" + acme + "', target: 'PRJ1-R-1'",
                page.generate("ahaLinkRecords"));
        assertEquals("", page.saidAtAll());
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
        page.choose("ahaListRecords");
        page.enter("_.product", 0, "EVIL");
        page.enter("_.table", 0, "customers");
        assertTrue(page.preview().contains("<img src=x onerror"), page.preview());
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
