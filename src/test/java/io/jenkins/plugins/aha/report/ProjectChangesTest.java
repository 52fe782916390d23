package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.matrix.AxisList;
import hudson.matrix.MatrixBuild;
import hudson.matrix.MatrixProject;
import hudson.matrix.MatrixRun;
import hudson.matrix.TextAxis;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.OneShotEvent;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.TestBuilder;

/** "Aha! changes" of a job, and of a build that consists of builds. */
class ProjectChangesTest extends TestsInJenkins {
    private static void addChange(Run<?, ?> build) throws Exception {
        Subject release = new Subject("release", "", "", "PRJ1-R-1", "Summer", "");
        ChangesAction.add(build, new Change(Instant.EPOCH, "link", release, "unlinked 1 customers"), "step", "");
    }

    @Test
    void theyStayWhenLaterBuildsDoNotTouchAha() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        addChange(jenkins.buildAndAssertSuccess(job));
        job.getBuildersList().add(new FailureBuilder());
        jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        HtmlPage page = jenkins.createWebClient().getPage(job, "aha-changes");
        assertEquals(
                job.getBuildByNumber(1).getDisplayName(),
                page.querySelector("#main-panel h2").getTextContent());
        assertTrue(jenkins.createWebClient().getPage(job).asXml().contains(job.getUrl() + "aha-changes"));
    }

    @Test
    void theyAreThereDuringTheFirstBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        OneShotEvent reached = new OneShotEvent();
        OneShotEvent looked = new OneShotEvent();
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "First Corp"))));
        job.getBuildersList().add(TestBuilder.of((build, launcher, listener) -> {
            reached.signal();
            looked.block();
        }));
        var build = job.scheduleBuild2(0);
        try {
            build.waitForStart();
            reached.block(60_000);
            assertTrue(jenkins.createWebClient()
                    .getPage(job, "aha-changes")
                    .asNormalizedText()
                    .contains("created"));
        } finally {
            looked.signal();
        }
        jenkins.assertBuildStatusSuccess(build);
    }

    @Test
    void aJobThatDidNotTouchAhaHasNoPage() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        jenkins.buildAndAssertSuccess(job);
        jenkins.createWebClient().assertFails(job.getUrl() + "aha-changes", 404);
    }

    @Test
    void eachTableSaysOfWhichBuildItIsAndWhereTheRestIs() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        for (int number = 1; number <= 2; number++) {
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
            for (int i = 0; i < 6; i++) {
                addChange(build);
            }
        }
        HtmlPage page = jenkins.createWebClient().getPage(job, "aha-changes");
        List<String> labels = page.querySelectorAll("table.aha-changes").stream()
                .map(table -> ((DomElement) table).getAttribute("aria-label"))
                .toList();
        assertEquals(
                List.of(
                        "Changes in Aha! by " + job.getFullDisplayName() + " #2",
                        "Changes in Aha! by " + job.getFullDisplayName() + " #1"),
                labels);
        assertEquals(
                10,
                page.querySelectorAll("table.aha-changes tbody td:first-child").size());
        DomElement rest = page.querySelector("#main-panel section p a");
        assertEquals("All 6 changes of this build", rest.getTextContent());
        assertTrue(rest.getAttribute("href").endsWith("/" + job.getUrl() + "2/aha-changes/"));
    }

    @Test
    void aMatrixBuildShowsWhatItsConfigurationsDid() throws Exception {
        MatrixProject job = jenkins.createProject(MatrixProject.class);
        job.setAxes(new AxisList(new TextAxis("region", "eu", "us")));
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "$region"))));
        MatrixBuild build = jenkins.buildAndAssertSuccess(job);
        String summary = jenkins.createWebClient()
                .getPage(build)
                .<DomElement>querySelector(".aha-changes-summary")
                .getTextContent();
        assertTrue(summary.replaceAll("\\s+", " ").contains("Aha! changes: 2 created"), summary);
        HtmlPage page = jenkins.createWebClient().getPage(build, "aha-changes");
        List<String> headings = page.querySelectorAll("table.aha-changes tbody th").stream()
                .map(heading ->
                        heading.getTextContent().trim().replaceAll("\\s+", " ").replaceFirst(",.*", ""))
                .toList();
        String by = "Records of table customers in product PRJ1 ahaCreateRecord on "
                + jenkins.jenkins.toComputer().getDisplayName() + " for ";
        assertEquals(Set.of(by + "eu", by + "us"), Set.copyOf(headings));
        assertEquals(
                2,
                page.querySelectorAll("table.aha-changes tbody td:first-child").size());
        JSONObject json = jenkins.createWebClient()
                .getJSON(build.getUrl() + "aha-changes/api/json?tree=total,changes[name,part]")
                .getJSONObject();
        assertEquals(2, json.getInt("total"));
        JSONObject row = json.getJSONArray("changes").getJSONObject(0);
        assertEquals(row.getString("part"), row.getString("name"));
        HtmlPage ofJob = jenkins.createWebClient().getPage(job, "aha-changes");
        assertEquals(
                2,
                ofJob.querySelectorAll("table.aha-changes tbody td:first-child").size());
        MatrixRun part = build.getRuns().get(0);
        assertEquals("", part.getAction(ChangesAction.class).getChanges().get(0).getPart());
    }

    @Test
    void aMatrixBuildThatDidNotTouchAhaHasNoPage() throws Exception {
        MatrixProject job = jenkins.createProject(MatrixProject.class);
        job.setAxes(new AxisList(new TextAxis("region", "eu")));
        MatrixBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.createWebClient().assertFails(build.getUrl() + "aha-changes", 404);
        jenkins.createWebClient().assertFails(job.getUrl() + "aha-changes", 404);
        assertFalse(jenkins.createWebClient().getPage(build).asXml().contains("aha-changes"));
    }

    @Test
    void aMatrixBuildHasItsPageAfterJenkinsWasLoadedAgain() throws Exception {
        MatrixProject job = jenkins.createProject(MatrixProject.class);
        job.setAxes(new AxisList(new TextAxis("region", "eu")));
        job.getBuildersList()
                .add(new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Again Corp"))));
        String id = jenkins.buildAndAssertSuccess(job).getExternalizableId();
        jenkins.jenkins.reload();
        assertEquals(
                1, Run.fromExternalizableId(id).getAction(ChangesAction.class).getTotal());
    }
}
