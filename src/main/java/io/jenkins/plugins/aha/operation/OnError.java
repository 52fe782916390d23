package io.jenkins.plugins.aha.operation;

/** What becomes of a build when an operation fails. */
public enum OnError {
    /** The build fails. */
    FAIL,
    /** The build goes on and is marked unstable. */
    UNSTABLE,
    /** The build goes on; the log tells the error. */
    IGNORE
}
