package io.jenkins.plugins.aha.simulator;

/**
 * A form in which Aha! shows a value that was sent in another one, by the type of the field.
 *
 * <p>Each stands for something that is known of Aha! or may be true of it. None is on unless set with {@link
 * ValueSettings#show}; they combine.
 */
public enum ShownForm {
    /** A note is sanitized HTML: unknown tags and attributes go, links get {@code target} and {@code rel}. */
    SANITIZED_NOTES,
    /** Plain lines of a note become one paragraph, {@code <p>a<br>b</p>}. */
    NOTE_LINES_WITH_BREAKS,
    /** Plain lines of a note become a paragraph each, {@code <p>a</p><p>b</p>}; with breaks, only blank lines do. */
    NOTE_LINES_AS_PARAGRAPHS,
    /** {@code &}, {@code <} and {@code >} in the text of a note become entities. */
    ENTITIES_IN_NOTES,
    /** The same in the other texts. */
    ENTITIES_IN_TEXTS,
    /** Blanks at both ends of a text are cut off. */
    TRIMMED,
    /** Several blanks in a text become one space; in a note within each line. */
    FOLDED_BLANKS,
    /** Letters with marks are composed. */
    NFC,
    /** A text that is no note ends after 255 characters. */
    CUT_AT_255,
    /** A web address without a scheme gets {@code http://}. */
    URL_WITH_SCHEME,
    /** A date field takes a moment, and shows the day that stands in it. */
    DAY_OF_MOMENT,
    /** A number has two places at most. */
    ROUNDED_NUMBERS,
    /** The id of a choice's option is shown as the option's label. */
    LABEL_FOR_OPTION_ID,
    /** The label of a choice's option is shown as the option's id. */
    OPTION_ID_FOR_LABEL,
    /** A list of labels may be sent as one text with commas. */
    LABELS_FROM_COMMA_TEXT,
    /** The labels of a list are sorted, each once. */
    SORTED_LABELS,
    /** An e-mail address in a users field is shown as the user's id, with {@code email_value} beside it. */
    ID_FOR_EMAIL,
    /** A worksheet takes {@code {"<cell id>":value}} and shows its cells as an object with {@code values}. */
    WORKSHEET_CELLS
}
