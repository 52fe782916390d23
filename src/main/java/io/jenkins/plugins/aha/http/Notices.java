package io.jenkins.plugins.aha.http;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where the client tells people what it does on its own: waits, repeats, findings. One line each, never a token. */
@Restricted(NoExternalUse.class)
public interface Notices {
    /** Notices that nobody reads. */
    Notices NONE = line -> {};

    /**
     * Tells something worth knowing.
     *
     * @param line a whole sentence without line break
     */
    void tell(String line);

    /** Tells something that is probably not what the user wants. */
    default void warn(String line) {
        tell("Warning: " + line);
    }
}
