package io.jenkins.plugins.aha.operation;

/** What becomes of an operation when something it shall work on does not exist. */
enum IfMissing {
    /** It fails. */
    FAIL,
    /** It tells so and goes on with the rest. */
    IGNORE
}
