package io.jenkins.plugins.aha.run;

import com.google.common.base.Throwables;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.config.AhaAccounts;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.config.SiteLookup;
import io.jenkins.plugins.aha.config.TokenLookup;
import io.jenkins.plugins.aha.health.SiteStates;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import io.jenkins.plugins.aha.operation.context.Workspace;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.report.ChangesAction;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One operation of one build: everything it needs of Jenkins. Site and token are looked up each time that the operation
 * is run, also after a restart, and kept only as long as it runs. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class OperationRun implements OperationContext {
    private final Invocation invocation;
    private final Run<?, ?> run;
    private final BuildLog log;
    private final FilePath workspace;
    private final String node;
    private final Journal journal;
    private final BuildThreads threads;
    private final Cancellation cancellation = new Cancellation();
    private final SiteLookup.Found site;
    private final Progress progress;
    private final ReentrantLock opening = new ReentrantLock();
    private AhaClient client;
    private Environment environment = () -> null;
    private Consumer<String> announced = progress -> {};

    /**
     * Prepares an operation; nothing is sent yet.
     *
     * @param workspace where files go; null when there is none
     * @param node the name of the node the step runs on; empty for none
     * @param threads what the operation runs on
     * @throws AbortException when the site is unknown
     */
    public OperationRun(
            Invocation invocation,
            Run<?, ?> run,
            TaskListener listener,
            FilePath workspace,
            String node,
            Journal journal,
            BuildThreads threads)
            throws AbortException {
        this.invocation = invocation;
        this.run = run;
        this.log = line -> listener.getLogger().println(line);
        this.workspace = workspace;
        this.node = node;
        this.journal = journal;
        this.threads = threads;
        this.site = invocation.needsSite() ? SiteLookup.find(invocation.site(), run.getParent()) : null;
        this.progress = new Progress(this::announce, Time.SYSTEM, limits());
    }

    private Limits limits() {
        return site == null ? Limits.DOCUMENTED : AhaAccounts.limits(site.site());
    }

    /** The environment of a step, which is read only where it is needed: Jenkins puts it together of many parts. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Environment {
        /** @return null for the build's */
        EnvVars read() throws IOException, InterruptedException;
    }

    /** Takes the environment of the step, which may name another branch than the build's. */
    public OperationRun in(Environment ofStep) {
        environment = ofStep;
        return this;
    }

    /** Shows somewhere else as well how far the operation is, whenever that is logged. */
    public OperationRun announcing(Consumer<String> progress) {
        announced = progress;
        return this;
    }

    private void announce(String line) {
        log.info(line);
        announced.accept(progress.status());
    }

    /**
     * Does the operation in the calling thread.
     *
     * @return what a step returns
     * @throws AbortException when it failed; the message is a sentence for the user
     * @throws InterruptedException when it was {@linkplain #cancel() cancelled}
     */
    public Object execute() throws IOException, InterruptedException {
        try (Cancellation.Activity activity = cancellation.beginInThisThread()) {
            return invocation.run(this);
        } catch (ParameterException | IOException e) {
            throw AhaStepException.of(e);
        } catch (RequestAbortedException e) {
            throw AhaStepException.of(new IOException(Messages.OperationRun_agentLost(e.getMessage()), e));
        }
    }

    /**
     * Does the operation in a thread of its own and waits for it; the waiting thread may be interrupted.
     *
     * @return what a step returns
     * @throws AbortException when it failed; the message is a sentence for the user
     */
    public Object await() throws IOException, InterruptedException {
        FutureTask<Object> result = new FutureTask<>(this::execute);
        threads.execute(result);
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            Throwables.throwIfInstanceOf(e.getCause(), InterruptedException.class);
            throw (IOException) e.getCause();
        }
    }

    /** Stops the operation at once; it ends with an InterruptedException. */
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public AhaClient client() throws IOException {
        opening.lock();
        try {
            if (client == null) {
                client = open();
            }
            return client;
        } finally {
            opening.unlock();
        }
    }

    private AhaClient open() throws IOException {
        if (site == null) {
            throw new AbortException(Messages.OperationRun_noSite(invocation.step()));
        }
        String credentialsId = invocation.credentialsId() != null ? invocation.credentialsId() : site.credentialsId();
        Supplier<String> token = TokenLookup.forRun(credentialsId, site.site(), run);
        AhaSite used = site.site();
        return account()
                .watched(SiteStates.get().watch(used.getName(), used.getUrl(), credentialsId, run))
                .open(token, log, cancellation, run.getExternalizableId());
    }

    private AhaAccount account() throws AbortException {
        try {
            return AhaAccounts.of(site.site());
        } catch (IllegalArgumentException e) {
            throw new AbortException(Messages.OperationRun_badUrl(site.site().getName(), e.getMessage()));
        }
    }

    @Override
    public BuildLog log() {
        return log;
    }

    @Override
    public Executor workers() {
        return threads;
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
        return RunJournals.names(run);
    }

    @Override
    public void changed(Change change) {
        try {
            ChangesAction.add(run, change, invocation.step(), node);
        } catch (IOException e) {
            // The change was made and is in the log: losing the row must not fail the build.
            log.warn(Messages.OperationRun_rowLost(e.getMessage()));
        }
    }

    @Override
    public Workspace workspace() throws IOException {
        if (workspace == null) {
            throw new AbortException(Messages.OperationRun_noWorkspace());
        }
        return new BuildWorkspace(workspace);
    }

    @Override
    public ChangeLog changeLog() throws IOException, InterruptedException {
        return new BuildChangeLog(run, environment.read(), log);
    }
}
