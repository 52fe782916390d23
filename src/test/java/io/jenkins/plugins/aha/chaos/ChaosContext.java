package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Notices;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.IOException;
import java.util.concurrent.Executor;

/** A build without Jenkins. */
final class ChaosContext implements OperationContext {
    private final AhaClient client;
    private final Executor workers;
    private final Cancellation cancellation = new Cancellation();
    private final Journal journal = Journal.inMemory();

    ChaosContext(AhaAccount account, Executor workers) {
        this.client = account.open(() -> "token", Notices.NONE, cancellation);
        this.workers = workers;
    }

    @Override
    public AhaClient client() {
        return client;
    }

    @Override
    public Notices log() {
        return Notices.NONE;
    }

    @Override
    public Executor workers() {
        return workers;
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
    public void changed(Change change) {
        // not read
    }

    @Override
    public Workspace workspace() throws IOException {
        throw new IOException("There is no workspace here");
    }

    @Override
    public ChangeLog changeLog() throws IOException {
        throw new IOException("There is no change log here");
    }
}
