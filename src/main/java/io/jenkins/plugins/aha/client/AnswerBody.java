package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads bodies of answers as JSON within bounds, and says in words what is wrong with one that is something else. */
final class AnswerBody {
    /** No answer of Aha! is nested nearly as deep. */
    private static final int DEEPEST = 100;

    static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            // 300, not 3E+2: not every server takes the latter for the same.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build());

    private AnswerBody() {}

    /** Reads something from a parser that stands before the first token. */
    interface Shape<T> {
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
        try (JsonParser json = MAPPER.getFactory().createParser(response.body())) {
            T result = shape.read(json);
            if (result != null) {
                return result;
            }
            String said = ErrorBody.refusal(response);
            if (!said.isEmpty()) {
                throw AhaException.refused(request, response, said);
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
                JsonNode tree = MAPPER.readTree(json);
                return ErrorReasons.ofSuccess(tree).isEmpty() ? tree : null;
            });
        }
    }

    private static AhaException unreadable(Request request, Response response, String defect, IOException cause) {
        return AhaException.unreadable(request, response.status(), defect, cause);
    }

    private static String defect(Response response) {
        return isWebPage(response) ? "is a web page, not data" : "is broken or is not JSON";
    }

    /** Returns whether HTML came, by its header or its first character. */
    static boolean isWebPage(Response response) {
        return response.header("content-type").orElse("").contains("html") || startsLikeHtml(response.body());
    }

    private static boolean startsLikeHtml(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '<';
            }
        }
        return false;
    }
}
