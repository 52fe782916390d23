package io.jenkins.plugins.aha.operation.input;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What becomes of an operation when a thing that it is to work on does not exist. */
@Restricted(NoExternalUse.class)
public enum IfMissing {
    /** It fails. */
    FAIL,
    /** It logs this and goes on with the rest. */
    IGNORE
}
