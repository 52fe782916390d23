package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.RealController;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.fixtures.RealJenkinsFixture;

/**
 * Builds that create, update, link and delete while the controller is killed and started again. The tests of a class
 * share one controller, since a start takes longer than anything else that they do.
 */
abstract class RestartedBuilds {
    static final String NAME = "Survivor Corp";
    static final List<String> KINDS = List.of("create", "update", "link", "delete");

    static RealJenkinsFixture jenkins;

    AhaSimulator aha;
    String updated;
    String deleted;
    String linked;

    @BeforeAll
    static void startJenkins() throws Exception {
        jenkins = RealController.shared();
        jenkins.setUp(RestartedBuilds.class.getName(), "startJenkins");
        jenkins.startJenkins();
    }

    @AfterAll
    static void stopJenkins() throws Exception {
        jenkins.tearDown();
    }

    @BeforeEach
    void populate() throws Throwable {
        aha = AhaJenkins.simulator();
        updated = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To update"));
        deleted = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To delete"));
        linked = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To link"));
        String url = aha.url();
        jenkins.runRemotely(rule -> {
            AhaJenkins.clear(rule);
            AhaJenkins.configure(url);
        });
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    static void awaitInLog(String name, String text) {
        WorkflowRun build =
                Jenkins.get().getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
        Eventually.await(() -> logOf(build).contains(text), text + " in the log of " + name);
    }

    private static String logOf(WorkflowRun build) {
        try {
            return JenkinsRule.getLog(build);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void startBuilds() throws Throwable {
        startBuild("create", create(""));
        startBuild("update", update());
        startBuild("link", link());
        startBuild("delete", delete());
    }

    static String create(String parameters) {
        return "echo ahaCreateRecord(" + parameters + "product: 'PRJ1', table: 'customers', fields: [name: '" + NAME
                + "']).outcome";
    }

    final String update() {
        return "ahaUpdateRecord id: '" + updated + "', fields: [tier: 'gold']";
    }

    final String link() {
        return "assert ahaLinkRecords(target: 'PRJ1-R-1', field: 'customers', records: '" + linked + "')[0].added == ['"
                + linked + "']";
    }

    final String delete() {
        return "assert ahaDeleteRecord(id: '" + deleted + "') == ['" + deleted + "']";
    }

    final void startBuild(String name, String script) throws Throwable {
        jenkins.runRemotely(rule -> {
            start(rule, name, script);
        });
    }

    static void start(JenkinsRule rule, String name, String script) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(rule, script);
        job.renameTo(name);
        job.scheduleBuild2(0).waitForStart();
    }

    final void restart() throws Throwable {
        jenkins.stopJenkinsForcibly();
        aha.faults().clear();
        aha.faults().releaseStalled();
        jenkins.startJenkins();
    }

    final void assertEverythingHappenedOnce() throws Throwable {
        for (String name : KINDS) {
            finish(name);
        }
        assertEquals(1, named(NAME), "records named " + NAME);
        assertEquals(
                "gold",
                aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, updated).text("tier"));
        assertEquals(0, named("To delete"), "records that should be deleted");
        List<String> links = aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
        assertEquals(1, links.stream().filter(linked::equals).count(), "links to the record");
    }

    final void finish(String name) throws Throwable {
        jenkins.runRemotely(rule -> {
            WorkflowJob job = Jenkins.get().getItemByFullName(name, WorkflowJob.class);
            WorkflowRun build = job.getBuildByNumber(1);
            rule.waitForCompletion(build);
            rule.assertBuildStatus(Result.SUCCESS, build);
            rule.assertLogNotContains(AhaJenkins.TOKEN, build);
            noJournalIsLeft(build);
        });
    }

    /** Jenkins tells listeners that a build is final a moment after it has ended. */
    private static void noJournalIsLeft(WorkflowRun build) {
        File journals = new File(build.getRootDir(), "aha-journals");
        Eventually.await(() -> !journals.exists(), "the end of the journals");
    }

    final long named(String name) {
        return aha.state().records("PRJ1", "customers").stream()
                .filter((StoredRecord record) -> name.equals(record.text("name")))
                .count();
    }

    final void awaitStalled(int count) {
        Eventually.await(() -> aha.faults().stalled() >= count, count + " stalled requests");
    }
}
