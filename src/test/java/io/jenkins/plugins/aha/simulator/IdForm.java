package io.jenkins.plugins.aha.simulator;

/** How ids are printed in answers. Requests may always carry strings or numbers. */
public enum IdForm {
    /** Every id is a JSON string: what production does. */
    STRINGS,
    /**
     * As in the two documents: {@code record_ids}, {@code record_id}, {@code custom_fields[].id} (except of a note) and
     * a requirement's {@code release_id} are JSON numbers up to 2^53; every other id is a JSON string.
     */
    AS_IN_DOCUMENTS,
    /** Every id is a JSON number, above 2^53 too: for clients that must read 64 bits. */
    NUMBERS
}
