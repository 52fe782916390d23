package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.PartlyDoneException;
import io.jenkins.plugins.aha.operation.files.RecordFileException;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How a failed step ends a build: with a sentence and without stack trace. Scripts may ask it for more. */
public final class AhaStepException extends AbortException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AhaStepException.class.getName());

    private final int status;
    private final String detail;
    private final List<Object> done;

    private AhaStepException(String message, int status, String detail, List<?> done) {
        super(message);
        this.status = status;
        this.detail = detail;
        this.done = new ArrayList<>(done);
    }

    /**
     * Returns the same failure for a build. Its cause is kept only where it is a lost agent, which {@code
     * retry(conditions: [agent()])} looks for: Jenkins saves the exception with the build, and cannot save those of
     * java.net.
     */
    public static AhaStepException of(Exception failure) {
        if (failure instanceof AhaStepException same) {
            return same;
        }
        LOGGER.log(Level.FINE, "An operation failed", failure);
        if (failure instanceof AhaException refused) {
            List<?> done = failure instanceof PartlyDoneException partly ? partly.done() : List.of();
            return new AhaStepException(refused.getMessage(), refused.getStatus(), refused.getDetail(), done);
        }
        boolean sentence = failure instanceof AbortException
                || failure instanceof ParameterException
                || failure instanceof RecordFileException;
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        AhaStepException same = new AhaStepException(message, 0, sentence ? "" : failure.toString(), List.of());
        if (isLostAgent(failure)) {
            same.initCause(failure);
        }
        return same;
    }

    /** As {@code AgentErrorCondition} of workflow-durable-task-step decides. */
    private static boolean isLostAgent(Throwable failure) {
        return failure != null
                && (failure instanceof ClosedChannelException
                        || failure instanceof ChannelClosedException
                        || failure instanceof EOFException
                        || isLostAgent(failure.getCause())
                        || Stream.of(failure.getSuppressed()).anyMatch(AhaStepException::isLostAgent));
    }

    /**
     * Returns what the build's log says of this failure where it does not fail the build.
     *
     * @param policy not {@link OnError#FAIL}
     */
    public String toNotice(OnError policy) {
        return policy == OnError.UNSTABLE
                ? Messages.AhaStepException_unstable(getMessage())
                : Messages.AhaStepException_ignored(getMessage());
    }

    /** Returns the HTTP status of Aha!'s last answer, or 0 where there was none. */
    @Whitelisted
    public int getStatus() {
        return status;
    }

    /**
     * Returns what a step that works on many items had done when it failed, in their order: records or results as the
     * step returns them, ids of deleted records. Empty for a step that works on one.
     */
    @Whitelisted
    public List<Object> getDone() {
        return done == null ? new ArrayList<>() : done;
    }

    /** Aha!'s own words, possibly empty. */
    @Whitelisted
    public String getDetail() {
        return detail;
    }
}
