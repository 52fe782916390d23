package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.report.ChangesAction;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our pages in a real browser, with a strict Content-Security-Policy. */
class PagesTest extends TestsInBrowser {
    private static final String SUMMARY = "[document.querySelector('.aha-changes-summary').closest('tr')]";
    private static final String MAIN = "[...document.querySelectorAll('#main-panel > *')]";

    private static AhaSimulator aha;

    @BeforeAll
    static void build() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
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
    }

    @AfterAll
    static void stop() throws Exception {
        if (aha != null) {
            aha.close();
        }
    }

    @Test
    void theChangesOfABuildAndOfAJob() throws Exception {
        for (Look look : Look.ALL) {
            look(look, "build-page", "job/release/1/", SUMMARY);
            look(look, "changes-of-a-build", "job/release/1/aha-changes/", MAIN);
            look(look, "changes-of-one-operation", "job/release/1/aha-changes/?operation=create", MAIN);
            look(look, "changes-of-a-job", "job/release/aha-changes/", MAIN);
        }
    }

    private void look(Look look, String name, String path, String ours) throws Exception {
        looks.open(look, path);
        browser.await("document.querySelector('.aha-changes, .aha-changes-summary')");
        browser.photograph(Images.file(name, look), ours);
        looks.judge(name + "-" + look, ours);
    }

    @Test
    void theNarrowPageIsAListToRead() throws Exception {
        looks.open(new Look("light", 400), "job/release/1/aha-changes/");
        // A row that fits is one line: its parts follow each other. Which record is created first is open, so it is
        // named.
        assertEquals("Hooli created", browser.evaluate("""
                (() => {
                    const rows = [...document.querySelectorAll('.aha-changes tr:not(.aha-changes-group)')];
                    const cells = [...rows.find(row => row.innerText.includes('Hooli')).querySelectorAll('td')];
                    const lines = new Set(cells.map(cell => cell.getBoundingClientRect().top));
                    return cells[0].innerText.trim() + ' ' + cells[2].innerText.trim() + (lines.size > 2 ? ' apart' : '');
                })()
                """).asText());
    }

    @Test
    void noIdAndNoNameOfAStepIsBroken() throws Exception {
        for (int width : new int[] {1280, 1200, 1199, 1000, 800, 701, 700, 400}) {
            for (String path : new String[] {"job/release/1/aha-changes/", "job/release/aha-changes/"}) {
                looks.open(new Look(width == 1000 || width == 700 ? "dark" : "light", width), path);
                looks.assertFits(path + " " + width);
                assertEquals("", browser.evaluate("""
                        (() => {
                            const words = [...document.querySelectorAll(
                                '.aha-changes-id, .aha-changes-step')];
                            const broken = words.filter(word => word.getClientRects().length !== 1);
                            return words.length < 8 ? 'only ' + words.length : broken.map(word => word.textContent).join();
                        })()
                        """).asText(), path + " " + width);
            }
        }
    }

    @Test
    void aKeyboardIsEnoughForTheFilterAndTheLinks() throws Exception {
        looks.open(Look.USUAL, "job/release/1/aha-changes/");
        tabTo("element.closest('.aha-changes-filter') && element.textContent.startsWith('link')");
        assertTrue(browser.evaluate("document.activeElement.matches(':focus-visible')")
                .asBoolean());
        browser.pressEnterAndLoad();
        assertEquals("?operation=link", browser.evaluate("location.search").asText());
        tabTo("element.closest('.aha-changes') && element.textContent === 'PRJ1-R-1'");
        browser.pressEnterAndLoad();
        assertEquals(
                aha.url() + "/releases/PRJ1-R-1",
                browser.evaluate("location.href").asText());
    }

    /** Presses the tabulator key until an element that meets a condition has the focus. */
    private static void tabTo(String condition) throws Exception {
        for (int presses = 0; presses < 200; presses++) {
            browser.pressTab();
            if (browser.evaluate("(element => Boolean(" + condition + "))(document.activeElement)")
                    .asBoolean()) {
                return;
            }
        }
        throw new AssertionError("The tabulator key never reaches an element with " + condition);
    }

    @Test
    void longAndRightToLeftTextsStayWhereTheyBelong() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("hostile"));
        String link = "https://acme.aha.io/features/" + "x".repeat(300);
        for (String text : new String[] {"n".repeat(300), "\u202Eexe.gnp", "\u05D0\u05D1\u05D2 (1)"}) {
            Subject subject = new Subject("record", text, text, text, text, link);
            Change change = new Change(Instant.EPOCH, "create", subject, text);
            ChangesAction.add(build, change, text, text);
        }
        for (int width : new int[] {1280, 1000, 701, 400}) {
            for (String path :
                    new String[] {"job/hostile/1/", "job/hostile/1/aha-changes/", "job/hostile/aha-changes/"}) {
                looks.open(new Look("light", width), path);
                looks.assertFits(path + " " + width);
                // What turns the direction of the text around it must be closed off from that.
                assertEquals("", browser.evaluate("""
                        (() => {
                            const open = [];
                            const texts = document.createTreeWalker(
                                document.querySelector('.aha-changes, .aha-changes-summary'), NodeFilter.SHOW_TEXT);
                            let found = 0;
                            while (texts.nextNode()) {
                                if (/[\\u202e\\u05d0]/.test(texts.currentNode.data)) {
                                    found++;
                                    const around = texts.currentNode.parentElement;
                                    if (around.textContent.trim() !== texts.currentNode.data.trim()
                                        || getComputedStyle(around).unicodeBidi !== 'isolate') {
                                        open.push(around.outerHTML);
                                    }
                                }
                            }
                            return found < 6 ? 'only ' + found : open.join();
                        })()
                        """).asText(), path);
            }
        }
    }

    @Test
    void thePolicyIsThereAndItsViolationsAreSeen() throws Exception {
        looks.open(Look.USUAL, "job/release/1/aha-changes/");
        String policy = browser.evaluate(
                        "fetch(location.href).then(answer => answer.headers.get('Content-Security-Policy'))")
                .asText();
        assertTrue(policy.contains("script-src"), policy);
        assertFalse(policy.matches(".*script-src[^;]*unsafe-inline.*"), policy);
        browser.evaluate("""
                (() => {
                    const script = document.createElement('script');
                    script.textContent = 'window.inlineScriptRan = true';
                    document.body.append(script);
                })()
                """);
        browser.await("window.policyViolations.length");
        assertTrue(browser.policyViolations().get(0).startsWith("script-src"), () -> policy);
        assertEquals(
                "undefined", browser.evaluate("typeof window.inlineScriptRan").asText());
    }

    @Test
    void aFinishedBuild() throws Exception {
        // Its own account: the connections to that of the other tests may have been closed for being idle.
        try (AhaSimulator own = AhaJenkins.simulator()) {
            AhaJenkins.configure(own.url());
            photographTheLog(own);
        } finally {
            AhaJenkins.configure(aha.url());
        }
    }

    private void photographTheLog(AhaSimulator own) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                pipeline {
                    agent none
                    stages {
                        stage('Tell Aha!') {
                            steps {
                                ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                                    fields: [name: 'Acme Corp', tier: 'platinum']
                                ahaListRecords product: 'PRJ1', table: 'customers'
                                ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-1'], field: 'customers',
                                    records: ['%s', '%s']
                            }
                        }
                    }
                }
                """.formatted(customer(own, 1), customer(own, 2)));
        job.renameTo("ship");
        jenkins.buildAndAssertSuccess(job);
        for (Look look : Look.ALL) {
            photographTheLog(own, look);
        }
    }

    private static void photographTheLog(AhaSimulator own, Look look) throws Exception {
        looks.open(look, "job/ship/1/console");
        // Jenkins takes the spinner away with the last piece of the log; until then more of it may come.
        browser.await("document.querySelector('#out').textContent.includes('Finished: SUCCESS')"
                + " && !document.querySelector('#spinner')?.offsetParent");
        // The simulator's address, with another port each time, is of no interest to readers.
        browser.evaluate("document.querySelector('#out').innerHTML ="
                + " document.querySelector('#out').innerHTML.replaceAll('" + own.url() + "', 'https://acme.aha.io')");
        browser.photograph(Images.file("console", look), "[document.querySelector('#out')]");
    }

    private static String customer(AhaSimulator account, int number) {
        return account.state().records("PRJ1", "customers").get(number).id();
    }
}
