package io.jenkins.plugins.aha.operation.files;

import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A file of the workspace cannot be loaded as it is. The message is a sentence for the user that names the line. */
@Restricted(NoExternalUse.class)
public final class RecordFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message the whole sentence */
    public RecordFileException(String message) {
        super(message);
    }

    /** Returns the same, with the failure that it was found by. */
    public RecordFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
