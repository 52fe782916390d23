package io.jenkins.plugins.aha.config;

import hudson.AbortException;

/** There is no usable token. The message says why, and what to do. */
public final class TokenException extends AbortException {
    private static final long serialVersionUID = 1L;

    public TokenException(String message) {
        super(message);
    }
}
