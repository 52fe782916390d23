package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer, to be sent after a pause. {@code body} is null when there is none. Immutable by convention: its
 * array is not written to.
 */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body, long pauseMillis) {
    static final String JSON = "application/json; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";

    static Answer json(int status, JsonNode body) {
        return text(status, JSON, body.toString());
    }

    static Answer html(int status, String message) {
        return text(
                status,
                HTML,
                "<!DOCTYPE html><html><head><title>Aha!</title></head><body><h1>" + message + "</h1></body></html>");
    }

    static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8), 0);
    }

    static Answer empty(int status) {
        return new Answer(status, null, Map.of(), null, 0);
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, Map.copyOf(all), body, pauseMillis);
    }

    Answer after(long millis) {
        return new Answer(status, contentType, headers, body, millis);
    }
}
