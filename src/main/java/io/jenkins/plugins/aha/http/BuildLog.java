package io.jenkins.plugins.aha.http;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The log of a build, for what the client does on its own: waits, repeats, findings. No line holds a token. */
@Restricted(NoExternalUse.class)
public interface BuildLog {
    /** A log that is thrown away. */
    BuildLog NONE = line -> {};

    /**
     * Logs a line.
     *
     * @param line a whole sentence without line break
     */
    void info(String line);

    /** Logs what is probably not what the user wants. */
    default void warn(String line) {
        info("Warning: " + line);
    }
}
