package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.operation.ParameterException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How a failed step ends a build: with a sentence and without stack trace. Scripts may ask it for more. */
public final class AhaStepException extends AbortException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AhaStepException.class.getName());

    private final int status;
    private final String detail;

    private AhaStepException(String message, int status, String detail) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    /**
     * The same failure for a build. The cause is not kept: Jenkins saves the exception with the build, and cannot save
     * those of java.net.
     */
    public static AhaStepException of(Exception failure) {
        if (failure instanceof AhaStepException same) {
            return same;
        }
        LOGGER.log(Level.FINE, "An operation failed", failure);
        if (failure instanceof AhaException refused) {
            return new AhaStepException(refused.getMessage(), refused.getStatus(), refused.getDetail());
        }
        boolean sentence = failure instanceof AbortException || failure instanceof ParameterException;
        return new AhaStepException(String.valueOf(failure.getMessage()), 0, sentence ? "" : String.valueOf(failure));
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
