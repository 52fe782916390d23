package org.jenkinsci.plugins.workflow.steps;

import java.util.List;

/** Stands in for Jenkins' class of this name, which pipelines catch: a time-out or an abort. */
public class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was aborted and why
     */
    public FlowInterruptedException(String message) {
        super(message);
    }

    /** Returns the build's result. */
    public String getResult() {
        return "ABORTED";
    }

    /** Returns why: the message alone. */
    public List<String> getCauses() {
        return List.of(getMessage());
    }
}
