package io.jenkins.plugins.aha.health;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import java.time.Duration;

/** Passes requests on and keeps what came of them in the site's state. Thread-safe. */
final class WatchedTransport implements Transport {
    private final Transport transport;
    private final SiteState state;
    private final KnownProducts products;
    private final Caller caller;

    WatchedTransport(Transport transport, SiteState state, KnownProducts products, Caller caller) {
        this.transport = transport;
        this.state = state;
        this.products = products;
        this.caller = caller;
    }

    @Override
    public void waited(Duration wait) {
        transport.waited(wait);
        state.sending(wait);
    }

    @Override
    public Response send(Request request) throws AhaException, InterruptedException {
        try {
            Response response = transport.send(request);
            state.answered(caller, response);
            if (response.isSuccessful() && !response.isWebPage()) {
                products.learnFrom(state.url(), request.path());
            }
            return response;
        } catch (AhaException e) {
            state.failed(caller, e);
            throw e;
        }
    }
}
