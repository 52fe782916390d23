package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.PartlyDoneException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for the plugin's class of this name: how a step fails, which scripts may ask for more. The file is not in
 * the folder of its package, because pom.xml would take the plugin's own class with it.
 */
public final class AhaStepException extends AbortException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    /**
     * @param cause what ended the operation
     */
    public AhaStepException(IOException cause) {
        super(cause.getMessage());
        status = cause instanceof AhaException answer ? answer.getStatus() : 0;
        detail = cause instanceof AhaException answer ? answer.getDetail() : "";
        initCause(cause);
    }

    /** Returns the HTTP status of Aha!'s last answer; 0 where there was none. */
    public int getStatus() {
        return status;
    }

    /** Returns what a step that works on many items had done when it failed; empty for a step that works on one. */
    public List<Object> getDone() {
        return getCause() instanceof PartlyDoneException partly ? new ArrayList<>(partly.done()) : new ArrayList<>();
    }

    /** Returns Aha!'s own words; empty where there are none. */
    public String getDetail() {
        return detail;
    }
}
