package io.jenkins.plugins.aha.steps;

import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Saves where a Pipeline build stands. To save takes as long as the build has branches, so one save serves all steps that
 * start before it begins: of a thousand branches that start together, each waits for one save and not for a thousand.
 */
final class ProgramSaves {
    private static final Map<FlowExecution, ListenableFuture<Void>> ASKED = new ConcurrentHashMap<>();

    private ProgramSaves() {}

    /**
     * The next save of a step's build; to be called while the step starts. Pipeline starts steps and saves in one thread,
     * so a save that was asked for and is not done will know of the step.
     */
    static ListenableFuture<Void> next(StepContext context) throws IOException, InterruptedException {
        FlowExecution execution = context.get(FlowExecution.class);
        ListenableFuture<Void> asked = ASKED.get(execution);
        if (asked == null) {
            asked = context.saveState();
            ASKED.put(execution, asked);
            asked.addListener(() -> ASKED.remove(execution), Runnable::run);
        }
        return asked;
    }
}
