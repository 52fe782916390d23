package io.jenkins.plugins.aha.operation;

/** A parameter is unknown, missing or wrong. The message is a sentence that names it and says what is allowed. */
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ParameterException(String message) {
        super(message);
    }
}
