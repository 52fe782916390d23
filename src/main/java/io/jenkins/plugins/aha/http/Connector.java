package io.jenkins.plugins.aha.http;

import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Opens transports to the account. */
@FunctionalInterface
@Restricted(NoExternalUse.class)
public interface Connector {
    /**
     * @param token gives the bearer token, asked before each request
     * @param cancellation stops requests that are under way
     */
    Transport connect(Supplier<String> token, Cancellation cancellation);
}
