package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aha.http.Failures;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.ErrorBody;
import io.jenkins.plugins.aha.model.ErrorReasons;
import io.jenkins.plugins.aha.model.Json;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads bodies of answers as JSON within bounds, and says in words what is wrong with one that is something else. */
@Restricted(NoExternalUse.class)
public final class AnswerBody {
    private AnswerBody() {}

    /** Reads something from a parser that stands before the first token. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Shape<T> {
        /** @return null when it is not in there */
        T read(JsonParser json) throws IOException;
    }

    /**
     * Reads an answer's body.
     *
     * @throws AhaException when it is not the JSON it should be, or gives the reasons of a refusal instead
     */
    static <T> T read(Request request, Response response, Shape<T> shape) throws AhaException {
        if (response.isBlank()) {
            throw unreadable(request, response, "is empty", null);
        }
        try (JsonParser json = Json.MAPPER.getFactory().createParser(response.body())) {
            T result = shape.read(json);
            if (result != null) {
                return result;
            }
            String said = ErrorBody.refusal(response.body());
            if (!said.isEmpty()) {
                throw Failures.refused(request, response, said);
            }
            throw unreadable(request, response, "does not hold what the API documents", null);
        } catch (AhaException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw unreadable(request, response, "has parts that are too deep or too large", e);
        } catch (IOException e) {
            throw unreadable(request, response, defect(response), e);
        }
    }

    /**
     * Makes sure that a success without content was Aha!'s, and not the web page of something on the way.
     *
     * @throws AhaException when the body is neither empty nor JSON, or gives the reasons of a refusal
     */
    static void requireEmptyOrJson(Request request, Response response) throws AhaException {
        if (!response.isBlank()) {
            read(request, response, json -> {
                JsonNode tree = Json.MAPPER.readTree(json);
                return ErrorReasons.ofSuccess(tree).isEmpty() ? tree : null;
            });
        }
    }

    private static AhaException unreadable(Request request, Response response, String defect, IOException cause) {
        return Failures.unreadable(request, response.status(), defect, cause);
    }

    private static String defect(Response response) {
        return response.isWebPage() ? "is a web page, not data" : "is broken or is not JSON";
    }
}
