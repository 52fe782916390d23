package io.jenkins.plugins.aha.run;

import io.jenkins.plugins.aha.operation.input.OnError;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the build's log says of an error that does not fail the build. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class ErrorNotice {
    private ErrorNotice() {}

    /**
     * Returns the line.
     *
     * @param policy not {@link OnError#FAIL}
     * @param message the error as a sentence
     */
    public static String of(OnError policy, String message) {
        return policy == OnError.UNSTABLE
                ? Messages.ErrorNotice_unstable(message)
                : Messages.ErrorNotice_ignored(message);
    }
}
