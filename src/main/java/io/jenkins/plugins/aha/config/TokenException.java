package io.jenkins.plugins.aha.config;

import hudson.AbortException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** There is no usable token. The message says why, and what to do. */
@Restricted(NoExternalUse.class)
public final class TokenException extends AbortException {
    private static final long serialVersionUID = 1L;

    public TokenException(String message) {
        super(message);
    }
}
