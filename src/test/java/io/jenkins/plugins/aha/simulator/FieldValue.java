package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The value of one custom field of one record.
 *
 * @param id the id of the value (not of the definition: the same field has another id in every record of the documents)
 * @param value the value as answered; an object with further members for scorecards and attachments
 * @param written the value as it was sent, which a {@link ShownForm} may have made another: what was meant
 * @param updatedAt when the answered value last changed
 */
public record FieldValue(String id, JsonNode value, JsonNode written, Instant updatedAt) {
    /** The value as plain text: what a test compares with; JSON text for lists and objects. */
    public String text() {
        return text(value);
    }

    /** What was sent, as plain text; JSON text for lists and objects. */
    public String writtenText() {
        return text(written);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
