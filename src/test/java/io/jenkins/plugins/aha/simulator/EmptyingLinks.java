package io.jenkins.plugins.aha.simulator;

/** Which written list empties a link field. {@code null} never does. */
public enum EmptyingLinks {
    /** Only {@code [""]} empties; {@code []} is ignored: what the one known client observed. */
    BLANK_STRING_ONLY,
    /** Only {@code []} empties; {@code [""]} is ignored. */
    EMPTY_ARRAY_ONLY,
    /** Both empty. */
    BOTH
}
