package io.jenkins.plugins.aha.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One request to Aha!'s REST API. Immutable.
 *
 * @param method the verb
 * @param path the path below {@code /api/v1}, each part already percent-encoded, with a leading slash
 * @param query the query, encoded, without question mark; empty for none
 * @param body the JSON text to send; empty for none
 * @param purpose what the request is for, as the end of the sentence "Could not …"; it holds no field value
 */
@Restricted(NoExternalUse.class)
public record Request(Method method, String path, String query, String body, String purpose) {
    /** The verbs that the API uses. */
    @Restricted(NoExternalUse.class)
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    private static final String UNRESERVED = "-._~";

    /**
     * Returns a request without query and body.
     *
     * @param parts the parts of the path as the user wrote them; they are encoded here
     * @throws IllegalArgumentException for a part that is empty, {@code .} or {@code ..}: it would address another
     *     resource than the one named
     */
    public static Request of(Method method, String purpose, String... parts) {
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("'" + part + "' cannot be part of an address in Aha!");
            }
            path.append('/').append(encode(part));
        }
        return new Request(method, path.toString(), "", "", purpose);
    }

    /** Returns the same request with one more query parameter. */
    public Request with(String name, String value) {
        String parameter = name + "=" + encode(value);
        return new Request(method, path, query.isEmpty() ? parameter : query + "&" + parameter, body, purpose);
    }

    /** Returns the same request with a JSON body. */
    public Request withBody(String json) {
        return new Request(method, path, query, json, purpose);
    }

    /** Verb and path, without the query: what may stand in a message. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Percent-encodes everything but RFC 3986's unreserved characters. */
    static String encode(String text) {
        List<String> encoded = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            encoded.add(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.stream().collect(Collectors.joining());
    }
}
