package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Every word, number and link of a build's "Aha! changes". */
class ChangePagesTest extends TestsInJenkins {
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
    void eachGroupSaysWhenWhatAndWhoAndEachRowWhich() throws Exception {
        Instant before = Instant.now();
        WorkflowRun build = aPipelineOfEverything();
        String id = build.getAction(ChangesAction.class).getChanges().get(0).getId();
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes");
        assertEquals(List.of("Name", "ID in Aha!", "Outcome"), texts(page, "table.aha-changes thead th"));
        for (DomNode shown : page.querySelectorAll("table.aha-changes time")) {
            Instant time = Instant.parse(((DomElement) shown).getAttribute("datetime"));
            assertFalse(time.isBefore(before) || time.isAfter(Instant.now()), time + " is not between");
            assertFalse(shown.getTextContent().isBlank());
        }
        String where = " on " + jenkins.jenkins.toComputer().getDisplayName();
        assertEquals(
                List.of(
                        "Records of table customers in product PRJ1 ahaCreateRecord" + where,
                        "Records of table customers ahaUpdateRecord" + where,
                        "Links ahaLinkRecords" + where,
                        "Records ahaDeleteRecord" + where),
                texts(page, "table.aha-changes tbody th").stream()
                        .map(heading -> heading.replaceFirst(",.*", ""))
                        .toList());
        assertEquals(
                List.of(
                        List.of("Listed Corp", id, "created"),
                        List.of("Listed Corp", id, "updated"),
                        List.of("Release 1", "release PRJ1-R-1", "linked 1 customers (Listed Corp)"),
                        List.of("Listed Corp", id, "deleted")),
                page.querySelectorAll("table.aha-changes tbody tr:not(.aha-changes-group)").stream()
                        .map(row -> texts(row, "td"))
                        .toList());
        // Aha! documents no page for a record.
        assertEquals(List.of(aha.url() + "/releases/PRJ1-R-1"), links(page, "table.aha-changes a"));
    }

    @Test
    void theFilterCountsAndLeadsToTheRowsOfOneOperation() throws Exception {
        WorkflowRun build = aPipelineOfEverything();
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes/");
        String filter = ".aha-changes-filter a";
        assertEquals(
                List.of("All (4)", "1 created", "1 deleted", "links of 1 changed", "1 updated"), texts(page, filter));
        assertEquals(
                List.of("?", "?operation=create", "?operation=delete", "?operation=link", "?operation=update"),
                links(page, filter));
        assertEquals(List.of("All (4)"), texts(page, filter + "[aria-current=page]"));
        HtmlPage filtered =
                page.<DomElement>querySelector(filter + "[href*=link]").click();
        assertEquals(List.of("links of 1 changed"), texts(filtered, filter + "[aria-current=page]"));
        assertEquals(List.of("release PRJ1-R-1"), texts(filtered, "table.aha-changes tbody td:nth-child(2)"));
    }

    @Test
    void theSummaryReadsLikeTheLog() throws Exception {
        WorkflowRun build = aPipelineOfEverything();
        String id = build.getAction(ChangesAction.class).getChanges().get(0).getId();
        DomElement summary = jenkins.createWebClient().getPage(build).querySelector(".aha-changes-summary");
        String text = summary.getTextContent().trim().replaceAll("\\s+", " ");
        assertTrue(text.matches("Aha! changes: 1 created, 1 deleted, links of 1 changed, 1 updated.*"), text);
        List<String> lines = texts(summary, "li");
        assertEquals("created customers record “Listed Corp” " + id, lines.get(0));
        assertEquals("release PRJ1-R-1 “Release 1”: linked 1 customers (Listed Corp)", lines.get(2));
        assertEquals("deleted record “Listed Corp” " + id, lines.get(3));
        assertTrue(JenkinsRule.getLog(build)
                .contains("Aha!: release PRJ1-R-1 \"Release 1\": linked 1 customers (Listed Corp)"));
        assertEquals(List.of("aha-changes", aha.url() + "/releases/PRJ1-R-1"), links(summary, "a"));
    }

    @Test
    void aFreestyleBuildNamesTheBuiltInNodeLikeAPipeline() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Free Corp"))));
        HtmlPage page = jenkins.createWebClient().getPage(jenkins.buildAndAssertSuccess(job), "aha-changes");
        String by = texts(page, "table.aha-changes .aha-changes-by").get(0);
        String node = jenkins.jenkins.toComputer().getDisplayName();
        assertTrue(by.startsWith("ahaCreateRecord on " + node + ","), by);
    }

    @Test
    void rowsThatWereNotKeptAreTold() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        Subject record = new Subject("record", "", "", "1", "", "");
        for (int i = 0; i < ChangeFile.MOST_ROWS; i++) {
            ChangesAction.add(build, new Change(Instant.EPOCH, "create", record, "created"), "step", "");
        }
        ChangesAction.add(build, new Change(Instant.EPOCH, "delete", record, "deleted"), "step", "");
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes?operation=delete");
        assertNull(page.querySelector("table.aha-changes"));
        assertEquals(
                List.of(
                        "No changes are listed: those of this kind came after the first 1,000.",
                        "1 more change of any kind was counted; this page lists only the first 1,000."),
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
        assertEquals("release", row.getString("kind"));
        assertEquals("Release 1", row.getString("name"));
        assertEquals("PRJ1-R-1", row.getString("id"));
        assertEquals(aha.url() + "/releases/PRJ1-R-1", row.getString("url"));
        assertEquals("linked 1 customers (Listed Corp)", row.getString("outcome"));
        assertEquals("ahaLinkRecords", row.getString("step"));
        assertEquals(jenkins.jenkins.toComputer().getDisplayName(), row.getString("node"));
        assertFalse(Instant.parse(row.getString("time")).isAfter(Instant.now()));
    }
}
