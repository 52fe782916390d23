package io.jenkins.plugins.aha.run;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.aha.operation.context.JournalFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The journals of a build's operations, in the build's folder, until the build has ended for good. */
@Extension
@Restricted(NoExternalUse.class)
public class RunJournals extends RunListener<Run<?, ?>> {
    private static final String FOLDER = "aha-journals";

    /**
     * The journal of one operation.
     *
     * @param id names the operation within the build, in all its lives
     */
    public static JournalFile of(Run<?, ?> run, String id) throws IOException {
        return new JournalFile(new File(new File(run.getRootDir(), FOLDER), id + ".jsonl").toPath());
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        File folder = new File(run.getRootDir(), FOLDER);
        if (folder.exists()) {
            try {
                Util.deleteRecursive(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
