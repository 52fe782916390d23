package io.jenkins.plugins.aha.operation.input;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What becomes of a build when an operation fails. */
@Restricted(NoExternalUse.class)
public enum OnError {
    /** The build fails. */
    FAIL,
    /** The build goes on and is marked unstable. */
    UNSTABLE,
    /** The build goes on; the log has the error. */
    IGNORE
}
