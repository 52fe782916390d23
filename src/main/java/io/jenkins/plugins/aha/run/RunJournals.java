package io.jenkins.plugins.aha.run;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.aha.operation.context.JournalFile;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What operations of one build share until the build has ended for good: their journals, in the build's folder, and the
 * names of the records that they have seen, in memory.
 */
@Extension
@Restricted(NoExternalUse.class)
public class RunJournals extends RunListener<Run<?, ?>> {
    private static final String FOLDER = "aha-journals";
    private static final Map<Run<?, ?>, RecordNames> NAMES = new ConcurrentHashMap<>();

    /**
     * Returns the journal of one operation.
     *
     * @param id names the operation within the build, also after a restart
     */
    public static JournalFile of(Run<?, ?> run, String id) throws IOException {
        return new JournalFile(new File(new File(run.getRootDir(), FOLDER), id + ".jsonl").toPath());
    }

    /** Returns the names of the records that a build has seen since it began or Jenkins was restarted. */
    static RecordNames names(Run<?, ?> run) {
        return NAMES.computeIfAbsent(run, build -> new RecordNames());
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        NAMES.remove(run);
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
