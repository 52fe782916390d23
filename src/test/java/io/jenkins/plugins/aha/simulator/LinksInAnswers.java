package io.jenkins.plugins.aha.simulator;

/** Whether the answer to a write contains {@code custom_object_links}. The answers to GET always do. */
public enum LinksInAnswers {
    /**
     * As in the documents: a create and an update without links answer {@code []} for a custom table record, an update
     * with links answers the links, and the answer of a product leaves the key out.
     */
    AS_IN_DOCUMENTS,
    /** Every answer to a write contains the links. */
    ALWAYS,
    /** No answer to a write has the key {@code custom_object_links}. */
    MISSING
}
