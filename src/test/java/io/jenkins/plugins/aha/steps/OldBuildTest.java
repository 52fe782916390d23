package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.report.ChangesAction;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * Builds that were running when an older plugin was replaced by this one go on. Their folders were kept from version 1:
 * the classes that a program.dat names, and their fields, must stay readable, and so must the journals.
 */
class OldBuildTest {
    private static final Path KEPT = Path.of("src/test/resources/io/jenkins/plugins/aha/steps");

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @AutoClose
    private final AhaSimulator aha = AhaJenkins.simulator();

    @Test
    void twoStepsOfAnOldBuildGoOn() throws Throwable {
        seed(30, Map.of("name", "Long waited for"));
        goOn("build-of-version-1", (jenkins, build) -> {
            jenkins.assertLogContains("read Long waited for", build);
            jenkins.assertLogContains("Old Corp was created", build);
        });
        assertEquals(1, named("Old Corp"));
    }

    /**
     * The build was killed amid each kind of write. Of its three creates the first had been noted as done, the second
     * had reached Aha!, which was noted nowhere, and the third had not; so it was with its deletes. Of its two links
     * one had reached Aha!, and its update had not.
     */
    @Test
    void writesOfAnOldBuildHappenOnce() throws Throwable {
        seed(30, Map.of("name", "Linked before"));
        seed(31, Map.of("name", "To update"));
        seed(32, Map.of("name", "To link"));
        seed(35, Map.of("name", "To delete"));
        seed(36, Map.of("name", "Bulk 2", "tier", "gold"));
        seed(37, Map.of("name", "Bulk 1", "tier", "gold"));
        aha.state().seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", "640362830", "640362832");
        goOn("writes-of-version-1", (jenkins, build) -> {
            jenkins.assertLogContains("update: tier is gold", build);
            jenkins.assertLogContains("link: [PRJ1-R-1, PRJ1-1] got [[640362832], [640362832]]", build);
            jenkins.assertLogContains("delete: [640362833, 640362834, 640362835]", build);
            jenkins.assertLogContains("create: [Bulk 1, Bulk 2, Bulk 3] [created, created, created]", build);
            assertEquals(changes(), rowsOf(build));
            assertEquals(changes(), toldBy(build));
            File journals = new File(build.getRootDir(), "aha-journals");
            Eventually.await(() -> !journals.exists(), "the end of the journals");
        });
        assertEquals(
                List.of(
                        "DELETE custom_object_records/640362834",
                        "DELETE custom_object_records/640362835",
                        "POST products/PRJ1/custom_objects/customers/records",
                        "PUT custom_object_records/640362831",
                        "PUT features/PRJ1-1"),
                writes());
        assertEquals(List.of(1L, 1L, 1L), List.of(named("Bulk 1"), named("Bulk 2"), named("Bulk 3")));
        assertEquals(0, named("To delete"));
        StoredRecord updated = aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, "640362831");
        assertEquals("gold", updated.text("tier"));
        assertEquals(List.of("640362830", "640362832"), aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
        assertEquals(List.of("640362832"), aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
    }

    /** What the build did before and after the restart; the first create and the first delete were logged before. */
    private List<String> changes() {
        String third = aha.state().records("PRJ1", "customers").stream()
                .filter(record -> "Bulk 3".equals(record.text("name")))
                .map(StoredRecord::id)
                .findFirst()
                .orElseThrow();
        return Stream.of(
                        "created 640362837",
                        "created 640362836",
                        "created " + third,
                        "deleted 640362833",
                        "probably deleted 640362834",
                        "deleted 640362835",
                        "linked 1 customers PRJ1-R-1",
                        "linked 1 customers PRJ1-1",
                        "updated 640362831")
                .sorted()
                .toList();
    }

    private static List<String> rowsOf(WorkflowRun build) throws IOException {
        return build.getAction(ChangesAction.class).getChanges().stream()
                .map(row -> row.getOutcome().replaceFirst(" \\(.*", "") + " " + row.getId())
                .sorted()
                .toList();
    }

    /** The lines of the log that the rows repeat, without names. The kept part of the log is in version 1's words. */
    private static List<String> toldBy(WorkflowRun build) throws IOException {
        String log = JenkinsRule.getLog(build);
        Pattern record = Pattern.compile(
                "^Aha!: (created|updated|(?:probably )?deleted) [a-z ]*record.*?\\(?([0-9]{9,})\\)?(?: http.*)?$",
                Pattern.MULTILINE);
        Pattern link = Pattern.compile(
                "^Aha!: (?:release|feature) (PRJ1-(?:R-)?[0-9]+) .*: (linked 1 customers) .*$", Pattern.MULTILINE);
        return Stream.concat(
                        record.matcher(log).results().map(match -> match.group(1) + " " + match.group(2)),
                        link.matcher(log).results().map(match -> match.group(2) + " " + match.group(1)))
                .sorted()
                .toList();
    }

    private List<String> writes() {
        return aha.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .map(request -> request.method() + " " + request.rawPath().replace("/api/v1/", ""))
                .sorted()
                .toList();
    }

    private void seed(int lastDigits, Map<String, String> fields) {
        aha.state().seedRecord("6403628" + lastDigits, "PRJ1", "customers", fields);
    }

    private long named(String name) {
        return aha.state().records("PRJ1", "customers").stream()
                .filter((StoredRecord record) -> name.equals(record.text("name")))
                .count();
    }

    private interface Look {
        void at(JenkinsRule jenkins, WorkflowRun build) throws Exception;
    }

    private void goOn(String folder, Look look) throws Throwable {
        sessions.then(jenkins -> {
            AhaJenkins.configure(aha.url());
            jenkins.createProject(WorkflowJob.class, "old");
        });
        FileUtils.copyDirectory(KEPT.resolve(folder).toFile(), new File(sessions.getHome(), "jobs/old/builds/1"));
        sessions.then(jenkins -> {
            WorkflowRun build =
                    Jenkins.get().getItemByFullName("old", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            look.at(jenkins, build);
        });
    }
}
