package io.jenkins.plugins.aha.steps;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Util;
import hudson.init.Terminator;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.run.AhaStepException;
import io.jenkins.plugins.aha.run.BuildThreads;
import io.jenkins.plugins.aha.run.OperationRun;
import io.jenkins.plugins.aha.run.RunJournals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Runs an operation for a step, in a thread of its own. After a restart of the controller the operation runs again with
 * the same journal, which keeps it from writing twice.
 */
final class AhaStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AhaStepExecution.class.getName());

    /** Begun or resumed by this Jenkins, and not ended. */
    static final Set<AhaStepExecution> RUNNING = ConcurrentHashMap.newKeySet();

    private final String step;
    private final LinkedHashMap<String, Object> parameters;
    private final String id = UUID.randomUUID().toString();
    private String node;
    private boolean inWorkspace;

    private transient volatile OperationRun operation;
    private transient volatile boolean stopped;

    AhaStepExecution(StepContext context, String step, Map<String, Object> parameters) {
        super(context);
        this.step = step;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** What a thread does for the step; its result is the step's. */
    private interface Work {
        Object run() throws IOException, InterruptedException;
    }

    /** Stops the work of all steps when Jenkins shuts down: a restart within the JVM resumes each step. */
    @Restricted(NoExternalUse.class)
    public static final class Shutdown {
        private Shutdown() {}

        /** Stops all work; the steps stay open. */
        @Terminator
        public static void stopAll() {
            RUNNING.forEach(AhaStepExecution::stopWork);
        }
    }

    @Override
    public boolean start() throws Exception {
        Computer computer = getContext().get(Computer.class);
        node = computer == null ? null : computer.getDisplayName();
        FilePath workspace = parameters.containsKey("saveTo") || parameters.containsKey("loadFrom")
                ? getContext().get(FilePath.class)
                : null;
        inWorkspace = workspace != null;
        Invocation invocation = bind();
        BuildThreads threads = threads();
        if (invocation.writes()) {
            ListenableFuture<Void> saved =
                    FlowExecutionSaves.get().next(getContext().get(FlowExecution.class), getContext()::saveState);
            Runnable write = task(invocation, () -> {
                FlowExecutionSaves.require(saved);
                return operate(invocation, workspace, threads);
            });
            saved.addListener(write, threads);
        } else {
            threads.execute(task(invocation, () -> operate(invocation, workspace, threads)));
        }
        return false;
    }

    @Override
    public void onResume() {
        try {
            Invocation invocation = bind();
            BuildThreads threads = threads();
            threads.execute(
                    task(invocation, () -> operate(invocation, inWorkspace ? workspaceOfToday() : null, threads)));
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
    }

    private Invocation bind() throws AhaStepException {
        try {
            return Invocation.of(step, parameters);
        } catch (ParameterException e) {
            throw AhaStepException.of(e);
        }
    }

    private BuildThreads threads() throws IOException, InterruptedException {
        return new BuildThreads(getContext().get(FlowExecution.class).getAuthentication2());
    }

    /** After a restart the node comes back later than the build: until then there is no workspace to write to. */
    private FilePath workspaceOfToday() throws InterruptedException {
        while (!stopped) {
            try {
                FilePath workspace = getContext().get(FilePath.class);
                if (workspace != null) {
                    return workspace;
                }
            } catch (IOException offline) {
                LOGGER.log(Level.FINE, "The workspace is not there yet", offline);
            }
            Thread.sleep(1_000);
        }
        return null;
    }

    private Object operate(Invocation invocation, FilePath workspace, BuildThreads threads)
            throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        FlowNode shown = getContext().get(FlowNode.class);
        operation = new OperationRun(
                        invocation, run, log(), workspace, Util.fixNull(node), RunJournals.of(run, id), threads)
                .in(() -> getContext().get(EnvVars.class))
                .announcing(progress -> shown.addOrReplaceAction(new LabelAction(progress)));
        try {
            return stopped ? null : operation.execute();
        } finally {
            shown.removeActions(LabelAction.class);
        }
    }

    /** Returns the step's log; or the build's, when the step had ended and the crash came before Jenkins saved that. */
    private TaskListener log() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class).isActive()
                ? getContext().get(TaskListener.class)
                : getContext().get(FlowExecution.class).getOwner().getListener();
    }

    private Runnable task(Invocation invocation, Work work) {
        RUNNING.add(this);
        return () -> {
            try {
                end(invocation.onError(), work);
            } finally {
                RUNNING.remove(this);
            }
        };
    }

    private void end(OnError onError, Work work) {
        try {
            Object result = work.run();
            if (!stopped) {
                getContext().onSuccess(result);
            }
        } catch (IOException e) {
            if (!stopped) {
                fail(onError, AhaStepException.of(e));
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            // A defect fails the build with its stack trace, whatever onError says.
            if (!stopped) {
                getContext().onFailure(e);
            }
        }
    }

    private void fail(OnError onError, AhaStepException failure) {
        try {
            if (onError != OnError.FAIL) {
                goOn(onError, failure);
                return;
            }
        } catch (IOException | InterruptedException | RuntimeException worse) {
            failure.addSuppressed(worse);
        }
        getContext().onFailure(failure);
    }

    private void goOn(OnError onError, AhaStepException failure) throws IOException, InterruptedException {
        log().getLogger().println(failure.toNotice(onError));
        if (onError == OnError.UNSTABLE) {
            FlowNode node = getContext().get(FlowNode.class);
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(failure.getMessage()));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
        }
        getContext().onSuccess(null);
    }

    @Override
    public void stop(Throwable cause) {
        stopWork();
        getContext().onFailure(cause);
    }

    private void stopWork() {
        stopped = true;
        OperationRun running = operation;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public String getStatus() {
        OperationRun running = operation;
        return running == null
                ? Messages.AhaStepExecution_waiting()
                : running.progress().status();
    }
}
