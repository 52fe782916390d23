package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.time.Duration;
import java.util.Set;

/** Lets no text with the mark of a missing value reach a real account, by whatever way it has come into a request. */
final class RealAccount {
    private RealAccount() {}

    static Connector guarded(Connector connector) {
        return (token, cancellation) -> {
            Transport transport = connector.connect(token, cancellation);
            return new Transport() {
                @Override
                public Response send(Request request) throws AhaException, InterruptedException {
                    Set<String> missing = Missing.namesIn(request.body());
                    if (!missing.isEmpty()) {
                        throw AhaException.notSent(
                                AhaException.Reason.REFUSED,
                                "a value was missing",
                                "Could not " + request.purpose() + ": it holds what the try-out does not have: "
                                        + String.join(", ", missing));
                    }
                    return transport.send(request);
                }

                @Override
                public void waited(Duration wait) {
                    transport.waited(wait);
                }
            };
        };
    }
}
