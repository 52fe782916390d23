package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** One step in a build without Jenkins, on the site's threads as there. */
final class Build implements OperationContext {
    static final String TOKEN = "15b60d42d4bc417284a246ced6877b0bf13fb4aca415f7b55f7006bc3694a8ab";

    private final Site site;
    private final Workspace workspace;
    private final Cancellation cancellation = new Cancellation();
    private final Journal journal = Journal.inMemory();
    private final RecordNames names = new RecordNames();
    private final AhaClient client;
    private final Progress progress;

    /**
     * @param workspace null where the step writes no file
     */
    Build(Site site, Workspace workspace) {
        this.site = site;
        this.workspace = workspace;
        this.client = site.account().open(() -> TOKEN, BuildLog.NONE, cancellation);
        this.progress = new Progress(
                BuildLog.NONE,
                site.account().time(),
                site.account().settings().limits());
    }

    /** Does a step in a build of its own, and waits for it. */
    static Object run(Site site, String step, Map<String, ?> parameters) throws Exception {
        try {
            return new Build(site, null).begin(step, parameters).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    /** Gives a step to the site's threads. */
    Future<Object> begin(String step, Map<String, ?> parameters) {
        Invocation invocation = Invocation.of(step, parameters);
        return site.workers().submit(() -> {
            try (Cancellation.Activity activity = cancellation.beginInThisThread()) {
                return invocation.run(this);
            }
        });
    }

    @Override
    public AhaClient client() {
        return client;
    }

    @Override
    public BuildLog log() {
        return BuildLog.NONE;
    }

    @Override
    public Executor workers() {
        return site.workers();
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public RecordNames names() {
        return names;
    }

    @Override
    public void changed(Change change) {
        // There is no page to show it on.
    }

    @Override
    public Workspace workspace() throws IOException {
        if (workspace == null) {
            throw new IOException("There is no workspace here");
        }
        return workspace;
    }

    @Override
    public ChangeLog changeLog() throws IOException {
        throw new IOException("There is no change log here");
    }
}
