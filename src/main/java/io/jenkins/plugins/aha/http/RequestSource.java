package io.jenkins.plugins.aha.http;

import java.time.Duration;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An operation that sends requests: the build whose turn it takes, and the log that long waits are written to, once
 * each. Used under the lock of the {@link RequestLimiter}.
 */
@Restricted(NoExternalUse.class)
public final class RequestSource {
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Object build;
    private final BuildLog log;
    private final Duration patience;
    private boolean waitLogged;
    private boolean longWaitLogged;

    /** @param build what requests of one build have in common, compared by equals */
    public RequestSource(Object build, BuildLog log) {
        this(build, log, FOREVER);
    }

    /** @param patience a request that would wait longer for the limits fails instead */
    public RequestSource(Object build, BuildLog log, Duration patience) {
        this.build = build;
        this.log = log;
        this.patience = patience;
    }

    boolean isPatientFor(Duration wait) {
        return wait.compareTo(patience) <= 0;
    }

    Object build() {
        return build;
    }

    BuildLog log() {
        return log;
    }

    /** Returns whether a wait is still to be logged for this operation; true once. */
    boolean takeWaitLine() {
        boolean first = !waitLogged;
        waitLogged = true;
        return first;
    }

    /** Returns the same for a wait that lasts over a minute. */
    boolean takeLongWaitLine() {
        boolean first = !longWaitLogged;
        longWaitLogged = true;
        return first;
    }
}
