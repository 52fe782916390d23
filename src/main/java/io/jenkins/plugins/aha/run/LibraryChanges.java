package io.jenkins.plugins.aha.run;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.SCMListener;
import hudson.scm.ChangeLogSet;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.xml.sax.SAXException;

/**
 * Notes which changes of a build are those of shared Pipeline libraries: they say nothing of what the build ships, but
 * stand among its change sets. A change set does not tell where it came from, so this looks when the library is checked
 * out.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class LibraryChanges extends SCMListener {
    private static final Logger LOGGER = Logger.getLogger(LibraryChanges.class.getName());

    /** Where libraries are checked out: SCMBasedRetriever and LibraryRecord.directoryNameFor of pipeline-groovy-lib. */
    private static final Pattern LIBRARY_FOLDER = Pattern.compile("libs[/\\\\][0-9a-f]{64}([/\\\\@].*)?$");

    /** The ids of the commits, kept with the build. */
    private static final class Noted extends InvisibleAction {
        private final List<String> commits = new ArrayList<>();
    }

    @Override
    public void onCheckout(
            Run<?, ?> build,
            SCM scm,
            FilePath workspace,
            TaskListener listener,
            File changelogFile,
            SCMRevisionState pollingBaseline) {
        if (changelogFile == null
                || changelogFile.length() == 0
                || workspace == null
                || !LIBRARY_FOLDER.matcher(workspace.getRemote()).find()) {
            return;
        }
        try {
            note(build, scm, changelogFile);
        } catch (IOException | SAXException | RuntimeException e) {
            // Jenkins would fail the build, which may have nothing to do with Aha!.
            LOGGER.log(Level.WARNING, e, () -> "Which changes of " + build + " are those of a library is not known");
        }
    }

    private static void note(Run<?, ?> build, SCM scm, File changelogFile) throws IOException, SAXException {
        Noted noted = new Noted();
        for (ChangeLogSet.Entry entry :
                scm.createChangeLogParser().parse(build, scm.getEffectiveBrowser(), changelogFile)) {
            if (entry.getCommitId() != null) {
                noted.commits.add(entry.getCommitId());
            }
        }
        if (!noted.commits.isEmpty()) {
            build.addAction(noted);
        }
    }

    /** Which commits libraries brought into a build: id → in how many of its change sets. */
    static Map<String, Long> of(Run<?, ?> build) {
        return build.getActions(Noted.class).stream()
                .flatMap(noted -> noted.commits.stream())
                .collect(Collectors.groupingBy(commit -> commit, Collectors.counting()));
    }
}
