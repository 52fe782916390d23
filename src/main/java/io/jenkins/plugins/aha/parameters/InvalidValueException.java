package io.jenkins.plugins.aha.parameters;

import hudson.model.Failure;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A submitted value is refused. The message is a sentence for the user: the command line prints it, a browser shows it
 * on Jenkins' error page.
 */
@Restricted(NoExternalUse.class)
public final class InvalidValueException extends IllegalArgumentException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        response.setStatus(StaplerResponse2.SC_BAD_REQUEST);
        new Failure(getMessage()).generateResponse(request, response, node);
    }
}
