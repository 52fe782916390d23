package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body around an error message: every shape that clients of Aha! have seen (notes §4). */
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
    /** An HTML page, as {@code text/html}. */
    HTML,
    /** No body at all. */
    EMPTY;

    Answer answer(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case HTML:
                return Answer.html(status, message);
            case EMPTY:
                return Answer.empty(status);
            case MESSAGE:
                return Answer.json(status, body.put("message", message));
            case ERRORS_OBJECT:
                body.putObject("errors").put("message", message);
                return Answer.json(status, body);
            case ERRORS_LIST:
                body.putArray("errors").addObject().put("message", message);
                return Answer.json(status, body);
            case ERRORS_TEXTS:
                body.putArray("errors").add(message);
                return Answer.json(status, body);
            default:
                return Answer.json(status, body.put("error", message));
        }
    }
}
