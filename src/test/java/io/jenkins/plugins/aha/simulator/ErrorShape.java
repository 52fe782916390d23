package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body around an error message: the shapes that clients of Aha! have seen, and others in which servers name a
 * field.
 */
public enum ErrorShape {
    /** {@code {"error":"…"}}. */
    ERROR,
    /** {@code {"message":"…"}}. */
    MESSAGE,
    /** {@code {"errors":{"message":"…"}}}. */
    ERRORS_OBJECT,
    /** {@code {"errors":[{"message":"…"}]}}. */
    ERRORS_LIST,
    /** {@code {"errors":["…"]}}. */
    ERRORS_TEXTS,
    /** {@code {"errors":{"tier":["is invalid"]}}}. */
    ERRORS_BY_FIELD,
    /** {@code {"errors":{"custom_fields":{"tier":["is invalid"]}}}}. */
    ERRORS_BY_CUSTOM_FIELD,
    /** {@code {"errors":[{"attribute":"tier","message":"is invalid"}]}}. */
    ERRORS_WITH_ATTRIBUTE,
    /** {@code {"errors":{"message":"Validation failed","details":[{"field":"tier","message":"is invalid"}]}}}. */
    ERRORS_WITH_DETAILS,
    /** {@code {"errors":[["tier","is invalid"]]}}. */
    ERRORS_PAIRS,
    /** {@code {"errors":[{"source":{"pointer":"/data/attributes/tier"},"title":"…","detail":"is invalid"}]}}. */
    JSON_API,
    /** {@code {"error":{"code":422,"field":"tier","message":"is invalid"}}}. */
    ERROR_OBJECT,
    /** An HTML page, as {@code text/html}. */
    HTML,
    /** No body at all. */
    EMPTY;

    private static final String NO_FIELD = "base";

    Answer answer(int status, String message) {
        return answer(status, message, NO_FIELD, message);
    }

    Answer answer(ApiError error) {
        String field = error.field() == null ? NO_FIELD : error.field();
        return answer(error.status(), error.getMessage(), field, error.reason());
    }

    private Answer answer(int status, String message, String field, String reason) {
        if (this == HTML) {
            return Answer.html(status, message);
        }
        if (this == EMPTY) {
            return Answer.empty(status);
        }
        ObjectNode body = Printing.object();
        switch (this) {
            case MESSAGE -> body.put("message", message);
            case ERRORS_OBJECT -> body.putObject("errors").put("message", message);
            case ERRORS_LIST -> body.putArray("errors").addObject().put("message", message);
            case ERRORS_TEXTS -> body.putArray("errors").add(message);
            case ERRORS_BY_FIELD -> body.putObject("errors").putArray(field).add(reason);
            case ERRORS_BY_CUSTOM_FIELD ->
                body.putObject("errors")
                        .putObject("custom_fields")
                        .putArray(field)
                        .add(reason);
            case ERRORS_WITH_ATTRIBUTE ->
                body.putArray("errors").addObject().put("attribute", field).put("message", reason);
            case ERRORS_WITH_DETAILS ->
                body.putObject("errors")
                        .put("message", "Validation failed")
                        .putArray("details")
                        .addObject()
                        .put("field", field)
                        .put("message", reason);
            case ERRORS_PAIRS -> body.putArray("errors").addArray().add(field).add(reason);
            case JSON_API -> {
                ObjectNode error = body.putArray("errors").addObject().put("title", "Invalid");
                error.putObject("source").put("pointer", "/data/attributes/" + field);
                error.put("detail", reason);
            }
            case ERROR_OBJECT ->
                body.putObject("error").put("code", status).put("field", field).put("message", reason);
            default -> body.put("error", message);
        }
        return Answer.json(status, body);
    }
}
