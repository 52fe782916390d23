package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.parameters.AhaRecordsParameterDefinition;
import io.jenkins.plugins.aha.parameters.AhaReleaseParameterDefinition;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.List;
import org.htmlunit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** "Build with Parameters" in a real browser, with a strict Content-Security-Policy, whatever Aha! does. */
class BuildFormTest extends TestsInBrowser {
    private static final String FORM = "[...document.querySelectorAll('.aha-choices')]";
    private static final String RELEASE = "document.querySelectorAll('.aha-choices')[0]";
    private static final String CUSTOMERS = "document.querySelectorAll('.aha-choices')[1]";
    private static final String MESSAGE = ".querySelector('.aha-choices-message').textContent";
    private static final String OPTIONS = ".querySelectorAll('[role=option][data-value]')";

    private AhaSimulator aha;
    private FreeStyleProject job;

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        AhaReleaseParameterDefinition release = new AhaReleaseParameterDefinition("RELEASE", "PRJ1");
        release.setDescription("The release that ships.");
        AhaRecordsParameterDefinition customers = new AhaRecordsParameterDefinition("CUSTOMERS", "PRJ1", "customers");
        job = jenkins.createFreeStyleProject("ship");
        job.addProperty(new ParametersDefinitionProperty(release, customers));
    }

    @AfterEach
    void stop() throws Exception {
        AhaJenkins.clear(jenkins);
        aha.close();
    }

    private static void open(Look look) throws Exception {
        looks.open(look, "job/ship/build");
        browser.await(CUSTOMERS + " && " + CUSTOMERS + MESSAGE);
    }

    private static void focus(String element) throws Exception {
        browser.evaluate(element + ".focus()");
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private String value(String parameter) throws Exception {
        jenkins.waitUntilNoActivity();
        return (String) job.getLastBuild()
                .getAction(ParametersAction.class)
                .getParameter(parameter)
                .getValue();
    }

    private static void submit() throws Exception {
        focus("document.querySelector('form[name=parameters] button.jenkins-button--primary')");
        browser.pressEnterAndLoad();
    }

    @Test
    void namesAreSearchedAndChosenByKeyboard() throws Exception {
        aha.state().seed(RecordKind.RELEASE, "502", "PRJ1", "PRJ1-R-2", "Summer", null);
        open(Look.USUAL);
        browser.await(
                RELEASE + MESSAGE + ".startsWith('2 in Aha!') && " + CUSTOMERS + MESSAGE + ".startsWith('12 in')");
        focus(RELEASE + ".querySelector('.aha-choices-value')");
        browser.type("SUM");
        assertEquals(1, browser.evaluate(RELEASE + OPTIONS + ".length").asInt());
        browser.pressKey("ArrowDown", 40);
        assertEquals(
                "PRJ1-R-2",
                text("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
                        + ".dataset.value"));
        browser.pressKey("Enter", 13);
        assertEquals("PRJ1-R-2", text("document.activeElement.value"));
        assertTrue(text(RELEASE + ".querySelector('.aha-choices-names').textContent")
                .contains("Summer"));

        focus(CUSTOMERS + ".querySelector('.aha-choices-search')");
        for (String name : List.of("acme", "zane")) {
            browser.type(name);
            browser.pressKey("ArrowDown", 40);
            browser.pressKey("Enter", 13);
        }
        assertEquals(
                "Chosen: Acme Corp, Zane Corp", text(CUSTOMERS + ".querySelector('.aha-choices-names').textContent"));
        browser.pressKey("ArrowUp", 38);
        assertEquals("true", text("document.activeElement.getAttribute('aria-expanded')"));
        browser.pressKey("Escape", 27);
        assertEquals("false", text("document.activeElement.getAttribute('aria-expanded')"));
        assertEquals(List.of(), browser.policyViolations());
        submit();
        List<String> ids = aha.state().records("PRJ1", "customers").stream()
                .map(record -> record.id())
                .toList();
        assertEquals("PRJ1-R-2", value("RELEASE"));
        assertEquals(ids.get(0) + "\n" + ids.get(1), value("CUSTOMERS"));
    }

    @Test
    void whatIsChosenTwiceIsTakenBackAndTheMouseWorksToo() throws Exception {
        open(Look.USUAL);
        browser.await(CUSTOMERS + MESSAGE + ".startsWith('12 in')");
        String search = CUSTOMERS + ".querySelector('.aha-choices-search')";
        for (String expected : List.of("1", "0")) {
            focus(search);
            browser.evaluate(search + ".click()");
            browser.evaluate(CUSTOMERS + OPTIONS
                    + "[2].dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true}))");
            assertEquals(
                    expected,
                    text("String(" + CUSTOMERS
                            + ".querySelector('.aha-choices-value').value.split('\\n').filter(Boolean).length)"));
        }
    }

    @Test
    void theNewestIsChosenFirst() throws Exception {
        aha.state().seed(RecordKind.RELEASE, "502", "PRJ1", "PRJ1-R-2", "Summer", null);
        AhaReleaseParameterDefinition release = new AhaReleaseParameterDefinition("RELEASE", "PRJ1");
        release.setNewestByDefault(true);
        job.removeProperty(ParametersDefinitionProperty.class);
        job.addProperty(new ParametersDefinitionProperty(release));
        looks.open(Look.USUAL, "job/ship/build");
        browser.await(RELEASE + ".querySelector('.aha-choices-value').value === 'PRJ1-R-2'");
        submit();
        assertEquals("PRJ1-R-2", value("RELEASE"));
    }

    @Test
    void withoutAhaTheValueIsTyped() throws Exception {
        AhaJenkins.configure("http://127.0.0.1:9");
        freeText();
    }

    @Test
    void aWebPageInsteadOfTheListDoesNotMatter() throws Exception {
        aha.faults().when((method, path) -> true, 100, Fault.HTML_BEFORE_STORING);
        freeText();
    }

    @Test
    void aSlowAhaHoldsNothingUp() throws Exception {
        aha.faults().stallMillis(20_000).when((method, path) -> true, 100, Fault.STALLED_BEFORE_STORING);
        try {
            open(Look.USUAL);
            assertEquals("Loading the list from Aha!…", text(RELEASE + MESSAGE));
            freeText();
        } finally {
            aha.faults().clear().releaseStalled();
        }
    }

    private void freeText() throws Exception {
        open(Look.USUAL);
        browser.await(RELEASE + MESSAGE + ".includes('enter the value') && " + CUSTOMERS + MESSAGE
                + ".includes('enter the value')");
        assertEquals("true", text("String(" + CUSTOMERS + ".querySelector('.aha-choices-search').hidden)"));
        focus(RELEASE + ".querySelector('.aha-choices-value')");
        browser.type("prj1-r-7");
        focus(CUSTOMERS + ".querySelector('.aha-choices-value')");
        browser.type("42\n43");
        submit();
        assertEquals("PRJ1-R-7", value("RELEASE"));
        assertEquals("42\n43", value("CUSTOMERS"));
    }

    @Test
    void hostileNamesAreText() throws Exception {
        String hostile = "<img src=x onerror=document.body.remove()>\u202Eexe \"'&amp;";
        aha.state().seed(RecordKind.RELEASE, "502", "PRJ1", "PRJ1-R-2", hostile, null);
        open(Look.USUAL);
        browser.await(RELEASE + MESSAGE + ".startsWith('2 in')");
        focus(RELEASE + ".querySelector('.aha-choices-value')");
        browser.pressKey("ArrowDown", 40);
        browser.pressKey("Enter", 13);
        String names = text(RELEASE + ".querySelector('.aha-choices-names').textContent");
        assertTrue(names.contains("<img src=x onerror=document.body.remove()>") && names.contains("&amp;"), names);
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('.aha-choices img').length")
                        .asInt());
        assertEquals(List.of(), browser.policyViolations());
    }

    private void seedReleases() {
        for (int number = 2; number <= 5_000; number++) {
            aha.state()
                    .seed(
                            RecordKind.RELEASE,
                            "9" + number,
                            "PRJ1",
                            "PRJ1-R-" + number,
                            "Release number " + number,
                            null);
        }
    }

    /** Measured by {@code make bench-jenkins}, where no other test takes the processor. */
    @Tag("bench")
    @Test
    void fiveThousandReleasesOpenInLessThanASecond() throws Exception {
        seedReleases();
        double quickest = quickest("job/ship/build");
        assertTrue(quickest < 1_000, "the page was there after " + quickest + " ms");
    }

    @Test
    void fiveThousandReleasesAreNoPartOfThePageAndAreSearched() throws Exception {
        seedReleases();
        // 405 is what this page answers to a visit that only wants to see its form.
        Page page = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .goTo("job/ship/build");
        assertFalse(page.getWebResponse().getContentAsString().contains("Release number"));
        assertEquals(List.of(), aha.requests(), "the page asks Aha! for nothing");
        // Twenty-five pages one after the other would take longer than the form waits.
        aha.settings().latencyMillis(300);
        looks.open(Look.USUAL, "job/ship/build");
        browser.await(RELEASE + MESSAGE + ".startsWith('5000 in')");
        assertTrue(text(RELEASE + MESSAGE).endsWith("Only the first 5,000 of Aha! were read; enter others."));
        focus(RELEASE + ".querySelector('.aha-choices-value')");
        browser.type("number 4321");
        assertEquals("PRJ1-R-4321", text(RELEASE + OPTIONS + "[0].dataset.value"));
        browser.evaluate("document.activeElement.select()");
        browser.type("release");
        assertEquals(50, browser.evaluate(RELEASE + OPTIONS + ".length").asInt());
        assertTrue(
                text(RELEASE + ".querySelector('[role=listbox]').textContent").contains("4950 more"));
    }

    private static double quickest(String path) throws Exception {
        double quickest = Double.MAX_VALUE;
        for (int visit = 0; visit < 3; visit++) {
            looks.open(Look.USUAL, path);
            quickest = Math.min(
                    quickest,
                    browser.evaluate("performance.getEntriesByType('navigation')[0].duration")
                            .asDouble());
        }
        return quickest;
    }

    @Test
    void itIsFitForEveryLook() throws Exception {
        for (Look look : Look.ALL) {
            open(look);
            browser.await(RELEASE + MESSAGE + ".startsWith('1 in') && " + CUSTOMERS + MESSAGE + ".startsWith('12 in')");
            focus(RELEASE + ".querySelector('.aha-choices-value')");
            browser.pressKey("ArrowDown", 40);
            browser.pressKey("Enter", 13);
            browser.photograph(
                    Images.file("build-with-parameters", look), "[document.querySelector('form[name=parameters]')]");
            focus(CUSTOMERS + ".querySelector('.aha-choices-search')");
            browser.type("corp");
            browser.pressKey("ArrowDown", 40);
            looks.judge("build-form " + look, FORM);
        }
    }
}
