package io.jenkins.plugins.aha.simulator;

/** A request that Aha! refuses, with the status and the message of the answer. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;
    private final String reason;

    ApiError(int status, String message) {
        this(status, message, null, message);
    }

    private ApiError(int status, String message, String field, String reason) {
        super(message, null, false, false);
        this.status = status;
        this.field = field;
        this.reason = reason;
    }

    /** The answer to an unknown, invisible or lower-case reference. */
    static ApiError recordNotFound() {
        return new ApiError(404, "Record not found");
    }

    /** Links that a field does not take. */
    static ApiError invalid(ScreenDefinition.LinkField field, String reason) {
        return new ApiError(422, field.name() + " " + reason, field.key(), reason);
    }

    /** A value that a field does not take. */
    static ApiError invalid(ScreenDefinition.Field field, String reason) {
        return new ApiError(422, field.name() + " " + reason, field.key(), reason);
    }

    /** A parameter of the request that is not taken. */
    static ApiError invalidParameter(String name, String reason) {
        return new ApiError(422, name + " " + reason, name, reason);
    }

    int status() {
        return status;
    }

    /** The key of the field that is wrong, or null. */
    String field() {
        return field;
    }

    /** What is wrong with it, such as "must be a date"; the message when it is no single field. */
    String reason() {
        return reason;
    }
}
