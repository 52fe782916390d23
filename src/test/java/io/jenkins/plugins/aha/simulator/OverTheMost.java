package io.jenkins.plugins.aha.simulator;

/** What becomes of a list request whose {@code per_page} is over the most that a page can have; not documented. */
public enum OverTheMost {
    /** The page is as large as the most. */
    CUT,
    /** 422 that names {@code per_page}. */
    REFUSED,
    /** 504 with an HTML page: the query was too big. */
    TIMED_OUT
}
