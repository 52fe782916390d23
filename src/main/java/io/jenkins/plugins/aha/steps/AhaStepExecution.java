package io.jenkins.plugins.aha.steps;

import hudson.AbortException;
import hudson.FilePath;
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

    private final String step;
    private final LinkedHashMap<String, Object> parameters;
    private final String id = UUID.randomUUID().toString();
    private transient volatile OperationRun operation;
    private transient volatile boolean stopped;

    AhaStepExecution(StepContext context, String step, Map<String, Object> parameters) {
        super(context);
        this.step = step;
        this.parameters = new LinkedHashMap<>(ScriptValues.plain(parameters));
    }

    @Override
    public boolean start() throws Exception {
        submit();
        return false;
    }

    @Override
    public void onResume() {
        try {
            submit();
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private void submit() throws IOException, InterruptedException {
        Invocation invocation;
        try {
            invocation = Invocation.of(step, parameters);
        } catch (ParameterException e) {
            AbortException refused = new AbortException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
        Run<?, ?> run = getContext().get(Run.class);
        TaskListener listener = getContext().get(TaskListener.class);
        FilePath workspace = parameters.containsKey("saveTo") ? getContext().get(FilePath.class) : null;
        OperationRun prepared = prepare(invocation, run, listener, workspace);
        if (prepared != null) {
            operation = prepared;
            prepared.threads().execute(() -> work(invocation, prepared));
        }
    }

    private OperationRun prepare(Invocation invocation, Run<?, ?> run, TaskListener listener, FilePath workspace)
            throws IOException, InterruptedException {
        try {
            return new OperationRun(invocation, run, listener, workspace, nodeName(), RunJournals.of(run, id));
        } catch (AbortException e) {
            fail(invocation.onError(), e);
            return null;
        }
    }

    private String nodeName() throws IOException, InterruptedException {
        Computer computer = getContext().get(Computer.class);
        return computer == null ? "" : computer.getDisplayName();
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
