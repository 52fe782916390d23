package io.jenkins.plugins.aha.http;

import io.jenkins.plugins.aha.model.AhaException;
import java.time.Duration;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Carries one request to Aha! and its answer back, once: no retry, no redirect. Thread-safe. */
@FunctionalInterface
@Restricted(NoExternalUse.class)
public interface Transport {
    /**
     * Sends a request and waits for the whole answer.
     *
     * @return the answer, whatever its status
     * @throws AhaException when there was no complete answer; it says whether the request was sent at all
     * @throws InterruptedException when the operation was aborted meanwhile
     */
    Response send(Request request) throws AhaException, InterruptedException;

    /**
     * Learns how long the next request has waited for the account's limits; called before each {@link #send}. Does
     * nothing unless the transport is watched.
     */
    default void waited(Duration wait) {}
}
