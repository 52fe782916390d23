package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How lists are paged, and the shape of their {@code pagination}. */
public enum Paging {
    /** {@code page} and {@code per_page} are obeyed, with a {@code pagination} object; an empty list has 0 pages. */
    NORMAL,
    /** Paging is ignored: every answer holds the whole list and has no {@code pagination} object. */
    NO_PAGINATION_OBJECT,
    /** Always one page more is promised; pages past the end repeat the list from its start. */
    ENDLESS,
    /** As normal, but a list of what was changed since some time counts what was not changed as well. */
    CHANGES_COUNT_ALL,
    /** As normal, but {@code pagination} is a list of one object. */
    LIST_OF_ONE,
    /** As normal, without {@code total_pages}. */
    WITHOUT_TOTAL_PAGES,
    /** As normal, with only {@code current_page}. */
    WITHOUT_TOTALS,
    /** As normal, with texts for numbers. */
    TEXTS,
    /** As normal, with {@code null} for each number. */
    NULLS,
    /** As normal, but {@code pagination} is {@code null}. */
    NULL,
    /** As normal, but without {@code pagination}. */
    ABSENT;

    /** Adds {@code pagination} to a list's answer. */
    void addTo(ObjectNode answer, int records, int pages, int current) {
        ObjectNode pagination = Printing.object();
        switch (this) {
            case TEXTS -> {
                pagination.put("total_records", Integer.toString(records));
                pagination.put("total_pages", Integer.toString(pages));
                pagination.put("current_page", Integer.toString(current));
            }
            case NULLS ->
                pagination.putNull("total_records").putNull("total_pages").putNull("current_page");
            default ->
                pagination
                        .put("total_records", records)
                        .put("total_pages", pages)
                        .put("current_page", current);
        }
        switch (this) {
            case NO_PAGINATION_OBJECT, ABSENT -> {}
            case NULL -> answer.putNull("pagination");
            case LIST_OF_ONE -> answer.putArray("pagination").add(pagination);
            case WITHOUT_TOTAL_PAGES -> answer.set("pagination", pagination.without("total_pages"));
            case WITHOUT_TOTALS -> answer.set("pagination", pagination.retain("current_page"));
            default -> answer.set("pagination", pagination);
        }
    }
}
