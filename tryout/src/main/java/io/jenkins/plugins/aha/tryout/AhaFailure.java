package io.jenkins.plugins.aha.tryout;

import hudson.AbortException;
import io.jenkins.plugins.aha.model.AhaException;
import java.io.IOException;

/** Why a step of the plugin failed, as scripts see it in Jenkins too. */
public final class AhaFailure extends AbortException {
    private static final long serialVersionUID = 1L;

    private final int status;

    AhaFailure(IOException cause) {
        super(cause.getMessage());
        status = cause instanceof AhaException answer ? answer.getStatus() : 0;
        initCause(cause);
    }

    /** Returns the HTTP status that Aha! answered; 0 if it answered nothing. */
    public int getStatus() {
        return status;
    }
}
