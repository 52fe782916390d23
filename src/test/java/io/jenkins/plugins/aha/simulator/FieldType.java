package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code type} of a custom field, with what it accepts and how it stores it (notes §5).
 *
 * <p>{@code null}, {@code ""} and an empty list clear a value. Immutable.
 */
public enum FieldType {
    /** Text, and choice lists. */
    STRING,
    /** A web address; no scheme is asked for. */
    URL,
    /** A number, answered as text with a fraction, such as {@code "300.0"}. */
    NUMBER,
    /** A day, {@code YYYY-MM-DD}. */
    DATE,
    /** A list of labels. */
    ARRAY,
    /** HTML, answered twice, as {@code value} and as {@code body}. */
    NOTE,
    /** A calculated table: can be seeded, a write to it is ignored. */
    EQUATION_SHEET,
    /** A score: can be seeded as {@code {"value":…,"score_facts":[…]}}, a write to it is ignored. */
    SCORECARD,
    /** Files: can be seeded as {@code {"attachments":[…]}}, a write to it is ignored. */
    ATTACHMENT;

    /** The {@code type} in answers. */
    public String apiType() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isWritable() {
        return this != EQUATION_SHEET && this != SCORECARD && this != ATTACHMENT;
    }

    /** What is stored for a written value, empty when the value clears the field; throws {@link ApiError} 422. */
    Optional<JsonNode> accept(String fieldName, JsonNode written) {
        if (written.isNull()
                || (written.isTextual() && written.asText().isEmpty())
                || (written.isArray() && written.isEmpty())) {
            return Optional.empty();
        }
        if (!isWritable()) {
            return Optional.of(written);
        }
        if (this == ARRAY) {
            return Optional.of(labels(fieldName, written));
        }
        if (written.isContainerNode()) {
            throw new ApiError(422, fieldName + " must be a single value");
        }
        return Optional.of(TextNode.valueOf(text(fieldName, written.asText())));
    }

    private String text(String fieldName, String written) {
        if (this == DATE) {
            try {
                return LocalDate.parse(written).toString();
            } catch (DateTimeParseException e) {
                throw new ApiError(422, fieldName + " must be a date");
            }
        }
        if (this == NUMBER) {
            try {
                BigDecimal number = new BigDecimal(written).stripTrailingZeros();
                return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
            } catch (NumberFormatException e) {
                throw new ApiError(422, fieldName + " must be a number");
            }
        }
        return written;
    }

    private static JsonNode labels(String fieldName, JsonNode written) {
        if (!written.isArray()) {
            throw new ApiError(422, fieldName + " must be a list");
        }
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        written.forEach(label -> labels.add(label.asText()));
        return labels;
    }
}
