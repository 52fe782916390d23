package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Notices;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** A build that looks at every line and row it is given. */
final class FuzzContext implements OperationContext {
    private final HostileAccount account;
    private final Cancellation cancellation = new Cancellation();
    private final Journal journal = Journal.inMemory();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    FuzzContext(HostileAccount account) {
        this.account = account;
    }

    /** The only file that was written. */
    byte[] file() {
        return files.values().iterator().next();
    }

    @Override
    public AhaClient client() {
        return account.client();
    }

    @Override
    public Notices log() {
        return account::notice;
    }

    /** One after the other, so that a case depends on nothing but its bytes. */
    @Override
    public Executor workers() {
        return Runnable::run;
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
        changes.add(change);
    }

    @Override
    public Workspace workspace() {
        return (path, content) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            files.put(path, out.toByteArray());
        };
    }

    @Override
    public ChangeLog changeLog() {
        return sinceLastSuccess -> List.of("PRJ1-1 is done");
    }
}
