package io.jenkins.plugins.aha.steps;

import hudson.Util;
import io.jenkins.plugins.aha.operation.input.PlainValues;

/** Takes what a script gives a step. Thread-safe. */
final class StepArguments {
    private StepArguments() {}

    /**
     * Returns a {@linkplain PlainValues plain copy}, which can be kept over a restart; a value that is nested too deep
     * is returned as it is, since the operation refuses it before anything is saved.
     */
    static Object plain(Object value) {
        try {
            return PlainValues.of(value);
        } catch (IllegalArgumentException nestedTooDeep) {
            return value;
        }
    }

    /** Returns a text without blanks around it, null for a blank one; numbers stay what they are. */
    static Object trimmed(Object value) {
        Object plain = plain(value);
        return plain instanceof String text ? Util.fixEmptyAndTrim(text) : plain;
    }
}
