package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What an operation would do, found out outside of any build.
 *
 * @param value what the step would return
 * @param lines what it would log
 */
@Restricted(NoExternalUse.class)
public record DryRunResult(Object value, List<String> lines) {
    /**
     * Runs an operation within the bounds for questions of forms.
     *
     * @param invocation given {@code dryRun}, or reading only
     */
    public static DryRunResult of(Invocation invocation, FormAccount account)
            throws AhaException, InterruptedException {
        return account.use((client, cancellation) -> {
            // A form waits for the end and shows no progress.
            Progress progress = new Progress(
                    BuildLog.NONE,
                    client.account().time(),
                    client.account().settings().limits());
            Context context = new Context(
                    client,
                    cancellation,
                    BuildThreads.here(),
                    Journal.inMemory(),
                    progress,
                    new RecordNames(),
                    new CopyOnWriteArrayList<>());
            try {
                Object value = invocation.run(context);
                return new DryRunResult(value, List.copyOf(context.lines));
            } catch (AhaException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException("A dry run of " + invocation.step() + " used a file", e);
            }
        });
    }

    private record Context(
            AhaClient client,
            Cancellation cancellation,
            Executor workers,
            Journal journal,
            Progress progress,
            RecordNames names,
            List<String> lines)
            implements OperationContext {
        @Override
        public BuildLog log() {
            return lines::add;
        }

        @Override
        public void changed(Change change) {
            throw new IllegalStateException("A dry run has made a change: " + change.toLine());
        }

        @Override
        public Workspace workspace() throws IOException {
            throw new AbortException(Messages.OperationRun_noWorkspace());
        }

        @Override
        public ChangeLog changeLog() {
            return sinceLastSuccess -> List.of();
        }
    }
}
