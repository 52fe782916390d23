package io.jenkins.plugins.aha.simulator;

/** How lists are paged (notes §3). */
public enum Paging {
    /** {@code page} and {@code per_page} are obeyed, with a {@code pagination} object; an empty list has 0 pages. */
    NORMAL,
    /** Paging is ignored: every answer holds the whole list and has no {@code pagination} object. */
    NO_PAGINATION_OBJECT,
    /** Always one page more is promised; pages past the end repeat the list from its start. */
    ENDLESS
}
