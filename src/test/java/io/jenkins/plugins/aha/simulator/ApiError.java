package io.jenkins.plugins.aha.simulator;

/** A request that Aha! refuses, with the status and the message of the answer. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The answer to an unknown, invisible or lower-case reference (notes §4). */
    static ApiError recordNotFound() {
        return new ApiError(404, "Record not found");
    }

    int status() {
        return status;
    }
}
