package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The controller is killed in the middle of a create, an update, a link and a delete, and started again: each build goes
 * on and ends well, and nothing was written twice.
 */
class RestartTest {
    private static final String NAME = "Survivor Corp";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    private AhaSimulator aha;
    private String updated;
    private String deleted;
    private String linked;

    @BeforeEach
    void populate() throws Throwable {
        aha = AhaJenkins.simulator();
        updated = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To update"));
        deleted = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To delete"));
        linked = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "To link"));
        jenkins.startJenkins();
        String url = aha.url();
        jenkins.runRemotely(rule -> {
            AhaJenkins.configure(url);
        });
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    @Test
    void killedAfterAhaStoredTheWriteAndBeforeTheAnswerCame() throws Throwable {
        aha.faults().when((method, path) -> !method.equals("GET"), 4, Fault.STALLED_AFTER_STORING);
        startBuilds();
        awaitStalled(4);
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedBeforeAhaStoredTheWrite() throws Throwable {
        aha.faults().when((method, path) -> !method.equals("GET"), 4, Fault.STALLED_BEFORE_STORING);
        startBuilds();
        awaitStalled(4);
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedBeforeAnyWriteWasSent() throws Throwable {
        // Every build reads something first here; all of them are held in that reading.
        aha.faults().when((method, path) -> true, 4, Fault.STALLED_BEFORE_STORING);
        startBuilds("uniqueBy: 'name', ");
        awaitStalled(4);
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedWhileWaitingForTheLimiter() throws Throwable {
        // An answer of 429 without headers holds back the whole site.
        aha.limits().perMinute(1).perSecond(1);
        startBuilds();
        awaitRefused();
        jenkins.stopJenkinsForcibly();
        aha.limits().off();
        jenkins.startJenkins();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedBetweenTwoWritesOfABulk() throws Throwable {
        List<String> old = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Upsert " + i));
            old.add(aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Old")));
        }
        stallTheThird((method, path) -> method.equals("POST"));
        stallTheThird((method, path) -> method.equals("PUT") && path.contains("custom_object_records"));
        stallTheThird((method, path) -> method.equals("PUT") && path.contains("features"));
        stallTheThird((method, path) -> method.equals("DELETE"));
        startBuild("create", """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                    fields: (1..6).collect { [name: "Bulk ${it}"] }
                assert made*.fields*.name == (1..6).collect { "Bulk ${it}".toString() }
                """);
        startBuild("update", """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                    fields: (1..6).collect { [name: "Upsert ${it}", tier: 'gold'] }
                assert made*.outcome == (1..6).collect { 'updated' }
                """);
        startBuild("link", """
                def linked = ahaLinkRecords target: (1..6).collect { "PRJ1-${it}" }, field: 'customers', records: '%s'
                assert linked*.added == (1..6).collect { ['%s'] }
                """.formatted(linked, linked));
        startBuild("delete", "def ids = ['" + String.join("', '", old) + "']\nassert ahaDeleteRecord(id: ids) == ids");
        awaitStalled(4);
        restart();
        for (String name : List.of("create", "update", "link", "delete")) {
            finish(name);
        }
        assertEquals(0, named("Old"), "records that should be deleted");
        for (int i = 1; i <= 6; i++) {
            assertEquals(1, named("Bulk " + i), "records named Bulk " + i);
            assertEquals(1, named("Upsert " + i), "records named Upsert " + i);
            assertEquals(List.of(linked), aha.state().links(RecordKind.FEATURE, "PRJ1-" + i, "customers"));
        }
    }

    private void stallTheThird(BiPredicate<String, String> kind) {
        aha.faults().when(kind, 2, Fault.NONE);
        aha.faults().when(kind, 1, Fault.STALLED_AFTER_STORING);
    }

    @Test
    void killedWhileSavingToTheWorkspace() throws Throwable {
        aha.faults().when((method, path) -> true, 1, Fault.STALLED_BEFORE_STORING);
        startBuild("save", """
                node {
                    def count = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'out/customers.csv'
                    assert readFile('out/customers.csv').readLines().size() == count + 1
                }
                """);
        awaitStalled(1);
        restart();
        finish("save");
    }

    @Test
    void killedWhileTheScriptHoldsAnError() throws Throwable {
        aha.faults().when((method, path) -> path.endsWith(updated), 1, Fault.STALLED_BEFORE_STORING);
        startBuild("error", """
                try {
                    ahaGetRecord id: '1'
                } catch (e) {
                    ahaGetRecord id: '%s'
                    assert e.status == 404
                    assert e.message.contains('404')
                }
                """.formatted(updated));
        awaitStalled(1);
        restart();
        finish("error");
    }

    @Test
    void killedBeforeJenkinsSavedThatTheStepHadEnded() throws Throwable {
        aha.faults().when((method, path) -> method.equals("POST"), 1, Fault.STALLED_BEFORE_STORING);
        startBuild("unsaved", """
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: '%s']
                ahaGetRecord id: '%s'
                """.formatted(NAME, updated));
        awaitStalled(1);
        // What Jenkins saved while the step was at work is what a crash right after the step's end leaves.
        Path program = jenkins.getHome().toPath().resolve("jobs/unsaved/builds/1/program.dat");
        byte[] saved = Files.readAllBytes(program);
        aha.faults().when((method, path) -> path.endsWith(updated), 1, Fault.STALLED_BEFORE_STORING);
        aha.faults().releaseStalled();
        await(() -> named(NAME) == 1 && aha.faults().stalled() == 1, "the second step");
        jenkins.stopJenkinsForcibly();
        Files.write(program, saved);
        aha.faults().clear();
        aha.faults().releaseStalled();
        jenkins.startJenkins();
        finish("unsaved");
        assertEquals(1, named(NAME), "records named " + NAME);
    }

    private void startBuilds() throws Throwable {
        startBuilds("");
    }

    private void startBuilds(String parameters) throws Throwable {
        startBuild(
                "create",
                "echo ahaCreateRecord(" + parameters + "product: 'PRJ1', table: 'customers', fields: [name: '" + NAME
                        + "']).outcome");
        startBuild("update", "ahaUpdateRecord id: '" + updated + "', fields: [tier: 'gold']");
        startBuild(
                "link",
                "assert ahaLinkRecords(target: 'PRJ1-R-1', field: 'customers', records: '" + linked
                        + "')[0].added == ['" + linked + "']");
        startBuild("delete", "assert ahaDeleteRecord(id: '" + deleted + "') == ['" + deleted + "']");
    }

    private void startBuild(String name, String script) throws Throwable {
        jenkins.runRemotely(rule -> {
            WorkflowJob job = AhaJenkins.pipeline(rule, script);
            job.renameTo(name);
            job.scheduleBuild2(0).waitForStart();
        });
    }

    private void restart() throws Throwable {
        jenkins.stopJenkinsForcibly();
        aha.faults().clear();
        aha.faults().releaseStalled();
        jenkins.startJenkins();
    }

    private void assertEverythingHappenedOnce() throws Throwable {
        for (String name : List.of("create", "update", "link", "delete")) {
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

    private void finish(String name) throws Throwable {
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
        await(() -> !journals.exists(), "the end of the journals");
    }

    private long named(String name) {
        return aha.state().records("PRJ1", "customers").stream()
                .filter((StoredRecord record) -> name.equals(record.text("name")))
                .count();
    }

    private void awaitStalled(int count) {
        await(() -> aha.faults().stalled() >= count, count + " stalled requests");
    }

    private void awaitRefused() {
        await(() -> aha.limits().violations() > 0, "a refused request");
    }

    private static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain for " + what);
            Thread.onSpinWait();
        }
    }
}
