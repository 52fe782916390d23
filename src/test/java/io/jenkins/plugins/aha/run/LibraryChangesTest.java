package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.scm.ChangeLogParser;
import hudson.scm.ChangeLogSet;
import hudson.scm.NullSCM;
import hudson.scm.RepositoryBrowser;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jenkins asks after every checkout of every job, also of those that know nothing of Aha!. */
@WithJenkins
class LibraryChangesTest {
    /** A workspace as a Pipeline library has. */
    private static final String LIBRARY = "libs/" + "0123456789abcdef".repeat(4);

    /** Source control whose change log, which is not empty, nobody can read. */
    public static final class Unreadable extends NullSCM {
        @Override
        public ChangeLogParser createChangeLogParser() {
            return new ChangeLogParser() {
                @Override
                public ChangeLogSet<? extends ChangeLogSet.Entry> parse(
                        Run build, RepositoryBrowser<?> browser, File changelogFile) throws IOException {
                    throw new IOException("cannot be read");
                }
            };
        }
    }

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void whatCannotBeReadFailsNoBuild() throws Exception {
        try (LogRecorder log =
                new LogRecorder().record(LibraryChanges.class, Level.WARNING).capture(10)) {
            FreeStyleBuild build = build(new Unreadable());
            assertEquals(1, log.getRecords().size(), log.getMessages().toString());
            assertEquals("cannot be read", log.getRecords().get(0).getThrown().getMessage());
            assertTrue(
                    log.getMessages().get(0).contains(build.toString()),
                    log.getMessages().toString());
        }
    }

    @Test
    void whereThereIsNothingToNoteNothingIsNoted() throws Exception {
        FreeStyleBuild build = build(new NullSCM());
        assertEquals(
                List.of(),
                build.getAllActions().stream()
                        .filter(action -> action.getClass().getName().startsWith("io.jenkins.plugins.aha."))
                        .toList());
    }

    private static FreeStyleBuild build(NullSCM scm) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setCustomWorkspace(new File(jenkins.jenkins.getRootDir(), LIBRARY).getPath());
        job.setScm(scm);
        return jenkins.buildAndAssertSuccess(job);
    }
}
