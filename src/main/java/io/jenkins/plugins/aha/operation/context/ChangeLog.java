package io.jenkins.plugins.aha.operation.context;

import java.io.IOException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The texts about the changes in a build. */
@FunctionalInterface
@Restricted(NoExternalUse.class)
public interface ChangeLog {
    /**
     * Branch name, title of the change request, commit messages, in this order as far as there are any.
     *
     * @param sinceLastSuccess whether to take in the builds since the last successful one, which failed or were aborted
     */
    List<String> texts(boolean sinceLastSuccess) throws IOException, InterruptedException;

    /**
     * Commit messages of the builds that started this one, back to those that the last successful build knew, the
     * oldest first; none where no build did.
     */
    default List<String> upstreamTexts() throws IOException, InterruptedException {
        return List.of();
    }

    /**
     * Returns whether an outsider may have written them: the build is of a change request from a fork.
     */
    default boolean isFromFork() throws IOException, InterruptedException {
        return false;
    }

    /** Returns whether Jenkins has no earlier build to compare with, and so knows of no commits. */
    default boolean isFirstBuild() {
        return false;
    }
}
