package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code type} of a custom field, with what it accepts and how it stores it.
 *
 * <p>{@code null}, {@code ""} and an empty list clear a value. Immutable.
 */
public enum FieldType {
    /** Text; with options, a choice list. */
    STRING("TextField"),
    /** A web address; no scheme is asked for. */
    URL("UrlField"),
    /** A number, answered as text with a fraction, such as {@code "300.0"}. */
    NUMBER("NumberField"),
    /** A day, {@code YYYY-MM-DD}. */
    DATE("DateField"),
    /** A list of labels; with options, a choice list. */
    ARRAY("SelectMultipleEditable"),
    /** A list of users. */
    USERS("Records::UsersField"),
    /** HTML, answered twice, as {@code value} and as {@code body}. */
    NOTE("NoteField"),
    /** A calculated table: can be seeded, a write to it is ignored unless {@link ShownForm#WORKSHEET_CELLS} is on. */
    EQUATION_SHEET("EquationField"),
    /** A score: can be seeded as {@code {"value":…,"score_facts":[…]}}, a write to it is ignored. */
    SCORECARD("ScorecardField"),
    /** Files: can be seeded as {@code {"attachments":[…]}}, a write to it is ignored. */
    ATTACHMENT("AttachmentField");

    private final String definition;

    FieldType(String definition) {
        this.definition = definition;
    }

    /** The {@code type} in answers. */
    public String apiType() {
        return this == USERS ? ARRAY.apiType() : name().toLowerCase(Locale.ROOT);
    }

    /** The {@code type} in definitions of fields, such as {@code CustomFieldDefinitions::TextField}. */
    String definition(boolean choice) {
        String chosen = this == ARRAY ? "SelectMultipleConstant" : "SelectConstant";
        return "CustomFieldDefinitions::" + (choice ? chosen : definition);
    }

    boolean isWritable() {
        return this != EQUATION_SHEET && this != SCORECARD && this != ATTACHMENT;
    }

    boolean isList() {
        return this == ARRAY || this == USERS;
    }

    /** What is stored for a written value, empty when the value clears the field; throws {@link ApiError} 422. */
    Optional<JsonNode> accept(ScreenDefinition.Field field, JsonNode written) {
        if (written.isNull()
                || (written.isTextual() && written.asText().isEmpty())
                || (written.isArray() && written.isEmpty())) {
            return Optional.empty();
        }
        if (!isWritable()) {
            return Optional.of(written);
        }
        if (isList()) {
            return Optional.of(labels(field, written));
        }
        if (written.isContainerNode()) {
            throw ApiError.invalid(field, "must be a single value");
        }
        return Optional.of(TextNode.valueOf(text(field, written.asText())));
    }

    private String text(ScreenDefinition.Field field, String written) {
        if (this == DATE) {
            try {
                return LocalDate.parse(written).toString();
            } catch (DateTimeParseException e) {
                throw ApiError.invalid(field, "must be a date");
            }
        }
        if (this == NUMBER) {
            try {
                return withOnePlaceAtLeast(new BigDecimal(written));
            } catch (NumberFormatException e) {
                throw ApiError.invalid(field, "must be a number");
            }
        }
        return written;
    }

    static String withOnePlaceAtLeast(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }

    private static JsonNode labels(ScreenDefinition.Field field, JsonNode written) {
        if (!written.isArray()) {
            throw ApiError.invalid(field, "must be a list");
        }
        ArrayNode labels = Printing.array();
        written.forEach(label -> labels.add(label.asText()));
        return labels;
    }
}
