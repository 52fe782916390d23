package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an operation needs of the build that it runs in. Thread-safe within one operation. */
@Restricted(NoExternalUse.class)
public interface OperationContext {
    /**
     * Returns the client for the site that the operation speaks to.
     *
     * @throws IOException when there is none, or no token for it; a sentence for the user
     */
    AhaClient client() throws IOException, InterruptedException;

    /** Returns the build's log. */
    BuildLog log();

    /** Runs each task in a thread of its own, which belongs to this operation. */
    Executor workers();

    /** Stops the operation. */
    Cancellation cancellation();

    /** Returns what this operation has done, also before a restart. */
    Journal journal();

    /** Returns how far this operation is. */
    Progress progress();

    /** Returns the names of the records that the build has seen so far. */
    RecordNames names();

    /** Takes a row of the list of changes. */
    void changed(Change change);

    /**
     * Returns the place for files.
     *
     * @throws IOException when the step has none; a sentence for the user
     */
    Workspace workspace() throws IOException, InterruptedException;

    /** Returns the texts about this build's changes. */
    ChangeLog changeLog() throws IOException, InterruptedException;
}
