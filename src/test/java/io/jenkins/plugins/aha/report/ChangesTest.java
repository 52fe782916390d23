package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** "Aha! changes" on builds and jobs. */
class ChangesTest extends TestsInJenkins {
    private static Change change(String operation, String id, String url) {
        Subject subject = new Subject("release", "", "", id, "Summer", url);
        return new Change(Instant.EPOCH, operation, subject, operation + "d");
    }

    @Test
    void aPipelineListsWhatItDid() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                node {
                    def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Listed Corp']
                    ahaUpdateRecord id: made, fields: [tier: 'gold']
                    ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', records: made
                    ahaDeleteRecord id: made
                }
                """));
        ChangesAction changes = build.getAction(ChangesAction.class);
        assertEquals(
                List.of("create", "update", "link", "delete"),
                changes.getChanges().stream().map(ChangeRow::getOperation).toList());
        assertEquals("ahaCreateRecord", changes.getChanges().get(0).getStep());
        assertFalse(changes.getChanges().get(0).getNode().isEmpty());
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes");
        assertTrue(page.asNormalizedText().contains("PRJ1-R-1"));
        HtmlPage filtered = jenkins.createWebClient().getPage(build, "aha-changes?operation=delete");
        assertEquals(
                1,
                filtered.querySelectorAll("table.aha-changes tbody td:first-child")
                        .size());
        String summary = jenkins.createWebClient().getPage(build).asNormalizedText();
        assertTrue(summary.contains("Aha! changes"), summary);
        assertTrue(summary.contains("created customers record “Listed Corp” 6776757"), summary);
        assertTrue(jenkins.createWebClient()
                .getPage(build.getParent(), "aha-changes")
                .asNormalizedText()
                .contains("#1"));
    }

    @Test
    void theApiAnswersThemAsJson() throws Exception {
        FreeStyleBuild build = buildWithOneChange();
        JSONObject json = jenkins.createWebClient()
                .getJSON(build.getUrl() + "aha-changes/api/json")
                .getJSONObject();
        assertEquals(1, json.getInt("total"));
        assertEquals("create", json.getJSONArray("changes").getJSONObject(0).getString("operation"));
    }

    private FreeStyleBuild buildWithOneChange() throws Exception {
        var job = jenkins.createFreeStyleProject();
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Api Corp"))));
        return jenkins.buildAndAssertSuccess(job);
    }

    @Test
    void aBuildThatDidNotTouchAhaHasNoPage() throws Exception {
        assertNull(
                jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject()).getAction(ChangesAction.class));
    }

    @Test
    void aThousandRowsAreKeptAndTheRestIsCounted() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        for (int i : IntStream.range(0, 1_200).toArray()) {
            ChangesAction.add(build, change(i % 2 == 0 ? "create" : "update", "id" + i, ""), "step", "");
        }
        ChangesAction changes = build.getAction(ChangesAction.class);
        assertEquals(1_000, changes.getChanges().size());
        assertEquals(200, changes.getNotKept());
        assertEquals(600, changes.getCounts().get("create"));
        assertTrue(jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .getPage(build, "aha-changes")
                .getWebResponse()
                .getContentAsString()
                .contains("200 more changes"));
    }

    @Test
    void theyAreThereAfterTheBuildIsLoadedAgain() throws Exception {
        FreeStyleBuild build = buildWithOneChange();
        String id = build.getExternalizableId();
        jenkins.jenkins.reload();
        assertEquals(
                1, Run.fromExternalizableId(id).getAction(ChangesAction.class).getTotal());
    }

    @Test
    void aLineThatACrashCutOffCostsOneRowOnly() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        Path file = build.getRootDir().toPath().resolve("aha-changes.jsonl");
        byte[] half = "{\"time\":\"2026-01-01T00:00:00Z\",\"operation\":\"\u00e9".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(half, half.length - 1));
        ChangesAction.add(build, change("create", "1", ""), "step", "");
        ChangesAction.add(build, change("delete", "2", ""), "step", "");
        ChangesAction changes = build.getAction(ChangesAction.class);
        assertEquals(
                List.of("1", "2"),
                changes.getChanges().stream().map(ChangeRow::getId).toList());
        assertEquals(2, changes.getTotal());
    }

    @Test
    void hostileTextIsShownAndDoesNothing() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        String script = "<script>document.title = 'hacked'</script><img src=x onerror=\"document.title='hacked'\">";
        Subject hostile = new Subject("record", script, script, script, script, "javascript:document.title='hacked'");
        ChangesAction.add(build, new Change(Instant.EPOCH, "create", hostile, script), script, script);
        ChangesAction.add(build, change("link", "\u202Egnp.exe", "https://acme.aha.io/x\"onclick=\"1"), "s", "");
        for (String page : List.of("aha-changes", "")) {
            HtmlPage shown = jenkins.createWebClient().getPage(build, page);
            assertFalse(shown.getTitleText().contains("hacked"));
            assertEquals(0, shown.getByXPath("//img[@src='x']").size());
            assertEquals(
                    0, shown.getByXPath("//a[starts-with(@href,'javascript')]").size());
            assertEquals(0, shown.getByXPath("//a[@onclick]").size());
            assertTrue(shown.asNormalizedText().contains("<script>"));
        }
    }
}
