package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import java.util.List;

/** Stands in for Jenkins' class of this name, which pipelines catch: a time-out or an abort. */
public class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    /**
     * @param message what was aborted and why
     */
    public FlowInterruptedException(String message) {
        super(message);
        result = Result.ABORTED;
    }

    /**
     * @param result the result of the build that this ends
     * @param causes of no effect
     */
    public FlowInterruptedException(Result result, Object... causes) {
        this.result = result;
    }

    public Result getResult() {
        return result;
    }

    /** Returns why: the message alone. */
    public List<String> getCauses() {
        return getMessage() == null ? List.of() : List.of(getMessage());
    }
}
