package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every word, number and link of a build's "Aha! changes". */
@WithJenkins
class ChangePagesTest {
    private static JenkinsRule jenkins;

    private AhaSimulator aha;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private WorkflowRun aPipelineOfEverything() throws Exception {
        return jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                node {
                    def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Listed Corp']
                    ahaUpdateRecord id: made, fields: [tier: 'gold']
                    ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', records: made
                    ahaDeleteRecord id: made
                }
                """));
    }

    /** The texts of some elements, with blanks as a reader sees them. */
    private static List<String> texts(DomNode within, String selector) {
        return within.querySelectorAll(selector).stream()
                .map(element -> element.getTextContent().trim().replaceAll("\\s+", " "))
                .toList();
    }

    private static List<String> links(DomNode within, String selector) {
        return within.querySelectorAll(selector).stream()
                .map(link -> ((DomElement) link).getAttribute("href"))
                .toList();
    }

    @Test
    void eachRowTellsWhenWhatWhereAndWho() throws Exception {
        Instant before = Instant.now();
        WorkflowRun build = aPipelineOfEverything();
        String id = build.getAction(ChangesAction.class).getChanges().get(0).getId();
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes");
        assertEquals(
                List.of("Time", "Operation", "What", "Record or reference", "Outcome", "By"),
                texts(page, "table.aha-changes th"));
        List<List<String>> rows = new ArrayList<>();
        for (DomNode row : page.querySelectorAll("table.aha-changes tbody tr")) {
            Instant time = Instant.parse(row.<DomElement>querySelector("time").getAttribute("datetime"));
            assertFalse(time.isBefore(before) || time.isAfter(Instant.now()), time + " is not between");
            assertFalse(texts(row, "time").get(0).isEmpty());
            rows.add(texts(row, "td:not(:first-child)"));
        }
        String where = " on " + jenkins.jenkins.toComputer().getDisplayName();
        assertEquals(
                List.of(
                        "create",
                        "record of table customers in product PRJ1",
                        id,
                        "created",
                        "ahaCreateRecord" + where),
                rows.get(0));
        assertEquals(List.of("update", id, "updated", "ahaUpdateRecord" + where), without(rows.get(1), 1));
        assertEquals(List.of("link", "release", "PRJ1-R-1", "customers +1", "ahaLinkRecords" + where), rows.get(2));
        assertEquals(List.of("delete", "record", id, "deleted", "ahaDeleteRecord" + where), rows.get(3));
        assertEquals(4, rows.size());
        // A browser has no token, so the address of a record in the API is no link.
        assertEquals(List.of(aha.url() + "/releases/PRJ1-R-1"), links(page, "table.aha-changes a"));
    }

    private static List<String> without(List<String> cells, int index) {
        List<String> others = new ArrayList<>(cells);
        others.remove(index);
        return others;
    }

    @Test
    void theFilterCountsAndLeadsToTheRowsOfOneOperation() throws Exception {
        WorkflowRun build = aPipelineOfEverything();
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes/");
        String filter = ".aha-changes-filter a";
        assertEquals(List.of("All (4)", "create (1)", "delete (1)", "link (1)", "update (1)"), texts(page, filter));
        assertEquals(
                List.of("?", "?operation=create", "?operation=delete", "?operation=link", "?operation=update"),
                links(page, filter));
        assertEquals(List.of("All (4)"), texts(page, filter + "[aria-current=page]"));
        HtmlPage filtered =
                page.<DomElement>querySelector(filter + "[href*=link]").click();
        assertEquals(List.of("link (1)"), texts(filtered, filter + "[aria-current=page]"));
        assertEquals(List.of("PRJ1-R-1"), texts(filtered, "table.aha-changes tbody td:nth-child(4)"));
    }

    @Test
    void theSummaryReadsLikeTheLog() throws Exception {
        WorkflowRun build = aPipelineOfEverything();
        String id = build.getAction(ChangesAction.class).getChanges().get(0).getId();
        DomElement summary = jenkins.createWebClient().getPage(build).querySelector(".aha-changes-summary");
        String text = summary.getTextContent().trim().replaceAll("\\s+", " ");
        assertTrue(text.matches("Aha! changes: create 1, delete 1, link 1, update 1(?!\\d).*"), text);
        List<String> lines = texts(summary, "li");
        assertEquals("created record of table customers in product PRJ1 " + id, lines.get(0));
        assertEquals("linked customers +1 of release PRJ1-R-1", lines.get(2));
        assertEquals("deleted record " + id, lines.get(3));
        assertTrue(JenkinsRule.getLog(build).contains("Aha!: " + lines.get(2)));
        assertEquals(List.of("aha-changes", aha.url() + "/releases/PRJ1-R-1"), links(summary, "a"));
    }

    @Test
    void aFreestyleBuildNamesTheBuiltInNodeLikeAPipeline() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Free Corp"))));
        HtmlPage page = jenkins.createWebClient().getPage(jenkins.buildAndAssertSuccess(job), "aha-changes");
        assertEquals(
                List.of("ahaCreateRecord on " + jenkins.jenkins.toComputer().getDisplayName()),
                texts(page, "table.aha-changes tbody td:last-child"));
    }

    @Test
    void rowsThatWereNotKeptAreTold() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        for (int i = 0; i < ChangeFile.MOST_ROWS; i++) {
            ChangesAction.add(build, new Change(Instant.EPOCH, "create", "record", "1", "", "created"), "step", "");
        }
        ChangesAction.add(build, new Change(Instant.EPOCH, "delete", "record", "1", "", "deleted"), "step", "");
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes?operation=delete");
        assertNull(page.querySelector("table.aha-changes"));
        assertEquals(
                List.of(
                        "Changes of this kind were made only after the list was full.",
                        "1 more change was made and counted, but not kept in this list."),
                texts(page, "#main-panel > p"));
    }

    @Test
    void theApiOfTheBuildAnswersThem() throws Exception {
        WorkflowRun build = aPipelineOfEverything();
        JSONObject json = jenkins.createWebClient()
                .getJSON(build.getUrl() + "api/json?tree=actions[total,counts,notKept,changes[*]]")
                .getJSONObject();
        JSONObject changes = null;
        JSONArray actions = json.getJSONArray("actions");
        for (int i = 0; i < actions.size(); i++) {
            if (actions.getJSONObject(i).optString("_class").equals(ChangesAction.class.getName())) {
                changes = actions.getJSONObject(i);
            }
        }
        assertEquals(4, changes.getInt("total"));
        assertEquals(0, changes.getInt("notKept"));
        assertEquals(1, changes.getJSONObject("counts").getInt("link"));
        JSONObject row = changes.getJSONArray("changes").getJSONObject(2);
        assertEquals("link", row.getString("operation"));
        assertEquals("release", row.getString("what"));
        assertEquals("PRJ1-R-1", row.getString("id"));
        assertEquals(aha.url() + "/releases/PRJ1-R-1", row.getString("url"));
        assertEquals("customers +1", row.getString("outcome"));
        assertEquals("ahaLinkRecords", row.getString("step"));
        assertEquals(jenkins.jenkins.toComputer().getDisplayName(), row.getString("node"));
        assertFalse(Instant.parse(row.getString("time")).isAfter(Instant.now()));
    }
}
