package io.jenkins.plugins.aha.bench;

/** What must be so for a figure to mean anything. */
final class Expectation {
    private Expectation() {}

    /** @throws IllegalStateException unless it holds */
    static void hold(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
