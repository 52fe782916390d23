package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import io.jenkins.plugins.aha.client.AhaException;
import java.io.IOException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How a failed operation ends a build: with a sentence and without stack trace. Scripts may ask it for more. */
public final class AhaStepException extends AbortException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    private AhaStepException(String message, int status, String detail, IOException cause) {
        super(message);
        this.status = status;
        this.detail = detail;
        initCause(cause);
    }

    /** The same failure for a build; one that is meant for builds already stays as it is. */
    static AbortException of(IOException failure) {
        if (failure instanceof AbortException sentence) {
            return sentence;
        }
        if (failure instanceof AhaException refused) {
            return new AhaStepException(refused.getMessage(), refused.getStatus(), refused.getDetail(), refused);
        }
        return new AhaStepException(String.valueOf(failure.getMessage()), 0, String.valueOf(failure), failure);
    }

    /** The HTTP status of Aha!'s last answer, or 0 where there was none. */
    @Whitelisted
    public int getStatus() {
        return status;
    }

    /** Aha!'s own words, possibly empty. */
    @Whitelisted
    public String getDetail() {
        return detail;
    }
}
