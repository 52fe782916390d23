package io.jenkins.plugins.aha.operation.input;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an upsert does with a record that exists already. */
@Restricted(NoExternalUse.class)
public enum IfExists {
    /** Updates it. */
    UPDATE,
    /** Leaves it as it is. */
    KEEP,
    /** Fails. */
    FAIL
}
