package io.jenkins.plugins.aha.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.OnError;
import io.jenkins.plugins.aha.operation.ParameterException;
import io.jenkins.plugins.aha.run.OperationRun;
import io.jenkins.plugins.aha.run.RunJournals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
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
        this.parameters = new LinkedHashMap<>(ScriptValues.plain(parameters));
    }

    @Override
    public boolean start() throws Exception {
        Computer computer = getContext().get(Computer.class);
        node = computer == null ? null : computer.getDisplayName();
        FilePath workspace = parameters.containsKey("saveTo") ? getContext().get(FilePath.class) : null;
        inWorkspace = workspace != null;
        submit(workspace);
        return false;
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
                submit(workspace);
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

    private void submit(FilePath workspace) throws IOException, InterruptedException {
        Invocation invocation;
        try {
            invocation = Invocation.of(step, parameters);
        } catch (ParameterException e) {
            AbortException refused = new AbortException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
        OperationRun prepared = prepare(invocation, workspace);
        if (prepared != null) {
            operation = prepared;
            prepared.threads().execute(() -> work(invocation, prepared));
        }
    }

    private OperationRun prepare(Invocation invocation, FilePath workspace) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        TaskListener listener = getContext().get(TaskListener.class);
        try {
            return new OperationRun(invocation, run, listener, workspace, Util.fixNull(node), RunJournals.of(run, id));
        } catch (AbortException e) {
            fail(invocation.onError(), e);
            return null;
        }
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
            if (stopped) {
                return;
            }
            try {
                fail(invocation.onError(), e);
            } catch (IOException | InterruptedException | RuntimeException worse) {
                e.addSuppressed(worse);
                getContext().onFailure(e);
            }
        }
    }

    private void fail(OnError onError, Exception failure) throws IOException, InterruptedException {
        if (onError == OnError.FAIL) {
            getContext().onFailure(failure);
            return;
        }
        TaskListener listener = getContext().get(TaskListener.class);
        if (onError == OnError.UNSTABLE) {
            listener.getLogger().println(Messages.AhaStepExecution_unstable(failure.getMessage()));
            FlowNode node = getContext().get(FlowNode.class);
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(failure.getMessage()));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
        } else {
            listener.getLogger().println(Messages.AhaStepExecution_ignored(failure.getMessage()));
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
