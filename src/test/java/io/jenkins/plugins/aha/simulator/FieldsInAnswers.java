package io.jenkins.plugins.aha.simulator;

/** Whether the answer to a write contains {@code custom_fields}. The answers to GET always do. */
public enum FieldsInAnswers {
    /** As in the documents: every field that has a value. */
    ALWAYS,
    /** The answer to a write has an empty list. */
    EMPTY_LIST,
    /** No answer to a write has the key {@code custom_fields}. */
    MISSING
}
