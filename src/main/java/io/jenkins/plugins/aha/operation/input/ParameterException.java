package io.jenkins.plugins.aha.operation.input;

import io.jenkins.plugins.aha.model.PlainText;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A parameter is unknown, missing or wrong. The message is a sentence that names it and says what is allowed. */
@Restricted(NoExternalUse.class)
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ParameterException(String message) {
        super(PlainText.line(message));
    }

    /** 0, as for every failure without an answer of Aha!: a script may ask any of them. */
    public int getStatus() {
        return 0;
    }
}
