package io.jenkins.plugins.aha.operation.input;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** From when on the changes of a build count. */
@Restricted(NoExternalUse.class)
public enum Since {
    /** This build's changes. */
    BUILD,
    /** Also those of the builds since the last successful one. */
    LAST_SUCCESS,
    /** As {@link #LAST_SUCCESS}, and those of the builds that started these. */
    UPSTREAM
}
