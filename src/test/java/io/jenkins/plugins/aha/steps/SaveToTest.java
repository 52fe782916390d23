package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.FilePath;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code saveTo} writes on the agent of the build, and nowhere but in its workspace. */
class SaveToTest extends TestsInJenkins {
    private static DumbSlave agent;

    private WorkflowJob job;
    private FilePath workspace;

    @TempDir
    private Path outside;

    @BeforeAll
    static void createAgent() throws Exception {
        agent = jenkins.createOnlineSlave(Label.get("agent"));
    }

    @BeforeEach
    void start() throws Exception {
        job = AhaJenkins.pipeline(jenkins, "");
        workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
    }

    @Test
    void theFileIsWrittenOnTheAgent() throws Exception {
        save(Result.SUCCESS, "reports/customers.jsonl");
        List<String> lines = workspace
                .child("reports/customers.jsonl")
                .readToString()
                .lines()
                .toList();
        assertEquals(aha.state().records("PRJ1", "customers").size(), lines.size());
        assertTrue(lines.get(0).contains("Acme Corp"), lines.get(0));
        assertEquals(1, workspace.child("reports").list().size(), "files beside it");
    }

    @Test
    void theTokenIsNotInTheMemoryOfTheAgent() throws Exception {
        save(Result.SUCCESS, "customers.csv");
        assertTrue(workspace.act(new HeapSearch("# a text that is surely there", true)), "the search finds nothing");
        assertFalse(workspace.act(new HeapSearch(AhaJenkins.TOKEN, false)), "the token is there");
    }

    @Test
    void aFileThatIsThereIsReplaced() throws Exception {
        workspace.child("customers.csv").write("old", "UTF-8");
        save(Result.SUCCESS, "customers.csv");
        assertTrue(workspace.child("customers.csv").readToString().startsWith("\uFEFFid,"));
    }

    @Test
    void aLinkedFolderLeadsNowhere() throws Exception {
        link("reports", outside);
        refuse("reports/customers.csv");
        refuse("reports/deeper/customers.csv");
    }

    @Test
    void aLinkToAFolderThatIsNotThereYetLeadsNowhere() throws Exception {
        link("reports", outside.resolve("later"));
        refuse("reports/customers.csv");
    }

    @Test
    void aWayBackThroughALinkedFolderLeadsNowhere() throws Exception {
        Files.createDirectory(outside.resolve("inner"));
        link("link", outside.resolve("inner"));
        refuse("link/../customers.csv");
    }

    @Test
    void aLinkedFileIsReplacedAndNotFollowed() throws Exception {
        Path other = Files.writeString(outside.resolve("other.csv"), "untouched");
        link("customers.csv", other);
        save(Result.SUCCESS, "customers.csv");
        assertEquals("untouched", Files.readString(other));
        assertTrue(workspace.child("customers.csv").readToString().startsWith("\uFEFFid,"));
    }

    @Test
    void pathsOutsideTheWorkspaceAreRefused() throws Exception {
        for (String path : List.of("../customers.csv", "a/../../customers.csv", outside + "/customers.csv")) {
            refuse(path);
        }
        assertFalse(workspace.getParent().child("customers.csv").exists());
    }

    /** Skips the test where links cannot be made, as on Windows without the right to do so. */
    private void link(String name, Path target) throws Exception {
        workspace.child(name).symlinkTo(target.toString(), jenkins.createTaskListener());
        assumeTrue(workspace.child(name).readLink() != null, "This machine makes no symbolic links");
    }

    private void refuse(String path) throws Exception {
        aha.clearRequests();
        WorkflowRun build = save(Result.FAILURE, path);
        jenkins.assertLogContains("ERROR: ", build);
        jenkins.assertLogNotContains("\tat ", build);
        try (Stream<Path> files = Files.walk(outside)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
        assertEquals(0, aha.requests().size(), "requests");
    }

    private WorkflowRun save(Result expected, String path) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "node('agent') { ahaListRecords product: 'PRJ1', table: 'customers', saveTo: '" + path + "' }", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
