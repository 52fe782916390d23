package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as the routes see it: method, decoded path parts after {@code /api/v1}, query, headers, body. Immutable.
 */
record ApiCall(
        String method, URI uri, String authorization, String contentType, String body, boolean withoutLatestWrite) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BASE = "/api/v1/";

    boolean isRead() {
        return method.equals("GET");
    }

    /** The decoded parts of the path; empty when it is not below {@code /api/v1/}. */
    List<String> path() {
        List<String> parts = new ArrayList<>();
        if (uri.getRawPath().startsWith(BASE)) {
            for (String part : uri.getRawPath().substring(BASE.length()).split("/", -1)) {
                parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    /** A query parameter's decoded value, or null. */
    String query(String name) {
        if (uri.getRawQuery() == null) {
            return null;
        }
        for (String pair : uri.getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** A positive whole number in the query; anything else is the default, as in Rails. */
    int number(String name, int otherwise) {
        try {
            int number = Integer.parseInt(String.valueOf(query(name)));
            return number > 0 ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The object in the body's envelope; 400 for no JSON, another content type, or no such envelope. */
    JsonNode written(RecordKind kind) {
        boolean json = contentType != null && contentType.startsWith("application/json");
        JsonNode written = json ? parsed().path(kind.envelope()) : MAPPER.missingNode();
        if (!written.isObject() || written.isEmpty()) {
            throw new ApiError(400, "param is missing or the value is empty: " + kind.envelope());
        }
        return written;
    }

    private JsonNode parsed() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ApiError(400, "There was a problem in the JSON you submitted");
        }
    }
}
