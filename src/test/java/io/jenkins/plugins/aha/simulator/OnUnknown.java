package io.jenkins.plugins.aha.simulator;

/** What becomes of a key or an id in a write that Aha! does not know; not documented. */
public enum OnUnknown {
    /** It is dropped without a word and the rest of the write is stored. */
    IGNORED,
    /** The whole write is answered 422 and nothing is stored. */
    REJECTED
}
