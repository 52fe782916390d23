package io.jenkins.plugins.aha.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.OnError;
import io.jenkins.plugins.aha.operation.ParameterException;
import io.jenkins.plugins.aha.run.AhaStepException;
import io.jenkins.plugins.aha.run.OperationRun;
import io.jenkins.plugins.aha.run.RunJournals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs an operation for a step: hands it to the site's worker threads and returns. After a restart of the controller the
 * operation runs again with the same journal, which keeps it from writing twice.
 */
final class AhaStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AhaStepExecution.class.getName());

    private final String step;
    private final LinkedHashMap<String, Object> parameters;
    private final String id = UUID.randomUUID().toString();
    /** The name of the node that it runs on; null for none. */
    private String node;
    /** Whether it writes into a workspace. */
    private boolean inWorkspace;

    private transient volatile OperationRun operation;
    private transient volatile boolean stopped;

    AhaStepExecution(StepContext context, String step, Map<String, Object> parameters) {
        super(context);
        this.step = step;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    @Override
    public boolean start() throws Exception {
        Computer computer = getContext().get(Computer.class);
        node = computer == null ? null : computer.getDisplayName();
        FilePath workspace = parameters.containsKey("saveTo") ? getContext().get(FilePath.class) : null;
        inWorkspace = workspace != null;
        Invocation invocation = bind();
        if (invocation.writes()) {
            ListenableFuture<Void> saved =
                    ProgramSaves.get().next(getContext().get(FlowExecution.class), getContext()::saveState);
            saved.addListener(() -> submitOnce(saved, invocation, workspace), Runnable::run);
        } else {
            submit(invocation, workspace);
        }
        return false;
    }

    private Invocation bind() throws AhaStepException {
        try {
            return Invocation.of(step, parameters);
        } catch (ParameterException e) {
            throw AhaStepException.of(e);
        }
    }

    @Override
    public void onResume() {
        resume();
    }

    /** After a restart the node comes back later than the build: until then there is no workspace to write to. */
    private void resume() {
        if (stopped) {
            return;
        }
        try {
            FilePath workspace = inWorkspace ? workspaceOfToday() : null;
            if (inWorkspace && workspace == null) {
                Timer.get().schedule(this::resume, 1, TimeUnit.SECONDS);
            } else {
                submit(bind(), workspace);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private FilePath workspaceOfToday() throws InterruptedException {
        try {
            return getContext().get(FilePath.class);
        } catch (IOException offline) {
            LOGGER.log(Level.FINE, "The workspace is not there yet", offline);
            return null;
        }
    }

    /**
     * Where Jenkins could not save the build, a crash would bring it back to before this step, with nobody to know what it
     * has written already: so nothing is written then.
     */
    private void submitOnce(ListenableFuture<Void> saved, Invocation invocation, FilePath workspace) {
        try {
            Futures.getDone(saved);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof TimeoutException
                    ? Messages.AhaStepExecution_saveTookTooLong(ProgramSaves.LONGEST.toMinutes())
                    : String.valueOf(e.getCause().getMessage());
            fail(invocation.onError(), new AbortException(Messages.AhaStepExecution_notSaved(why)));
            return;
        }
        submit(invocation, workspace);
    }

    private void submit(Invocation invocation, FilePath workspace) {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            OperationRun prepared =
                    new OperationRun(invocation, run, log(), workspace, Util.fixNull(node), RunJournals.of(run, id));
            prepared.in(getContext().get(EnvVars.class));
            operation = prepared;
            prepared.threads().execute(() -> work(invocation, prepared));
            // This thread goes on to save the build, which takes milliseconds, and the system may have put the worker
            // behind it on the same processor.
            Thread.yield();
        } catch (IOException | InterruptedException | RuntimeException e) {
            fail(invocation.onError(), e);
        }
    }

    /** The step's log; or the build's, when the step had ended and the crash came before Jenkins saved that. */
    private TaskListener log() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class).isActive()
                ? getContext().get(TaskListener.class)
                : getContext().get(FlowExecution.class).getOwner().getListener();
    }

    private void work(Invocation invocation, OperationRun prepared) {
        try {
            if (!stopped) {
                getContext().onSuccess(prepared.execute());
            }
        } catch (InterruptedException e) {
            if (!stopped) {
                getContext().onFailure(e);
            }
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                fail(invocation.onError(), e);
            }
        } catch (Error e) {
            // The thread ends with it, and the build must not wait for a thread that is gone.
            getContext().onFailure(e);
            throw e;
        }
    }

    private void fail(OnError onError, Exception failure) {
        // A defect keeps its stack trace; what a release engineer can do something about is a sentence.
        Exception told = failure instanceof IOException ? AhaStepException.of(failure) : failure;
        if (onError == OnError.FAIL || failure instanceof InterruptedException) {
            getContext().onFailure(told);
            return;
        }
        try {
            goOn(onError, failure.getMessage());
        } catch (IOException | InterruptedException | RuntimeException worse) {
            told.addSuppressed(worse);
            getContext().onFailure(told);
        }
    }

    private void goOn(OnError onError, String message) throws IOException, InterruptedException {
        if (onError == OnError.UNSTABLE) {
            log().getLogger().println(Messages.AhaStepExecution_unstable(message));
            FlowNode node = getContext().get(FlowNode.class);
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
        } else {
            log().getLogger().println(Messages.AhaStepExecution_ignored(message));
        }
        getContext().onSuccess(null);
    }

    @Override
    public void stop(Throwable cause) {
        stopped = true;
        OperationRun running = operation;
        if (running != null) {
            running.cancel();
        }
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        return operation == null ? "waiting for Jenkins" : "working for Aha!";
    }
}
