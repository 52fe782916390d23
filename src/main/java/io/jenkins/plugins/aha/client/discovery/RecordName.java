package io.jenkins.plugins.aha.client.discovery;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A record of a custom table with the name that people know it by.
 *
 * @param id the numeric id, as text
 * @param name one line, never empty
 */
@Restricted(NoExternalUse.class)
public record RecordName(String id, String name) {
    private static final int LONGEST = 200;

    /**
     * Names a record: by a field, else by its field {@code name}, its first text, or its id.
     *
     * @param labelField key of the field; null or empty for none
     */
    public static RecordName of(CustomTableRecord record, String labelField) {
        Object label = labelField == null ? null : record.fields().get(labelField);
        if (isBlank(label)) {
            label = record.fields().get("name");
        }
        if (isBlank(label)) {
            label = record.fields().values().stream()
                    .filter(value -> value instanceof String text && !text.isBlank())
                    .findFirst()
                    .orElse(record.id());
        }
        return new RecordName(record.id(), PlainText.line(label.toString(), LONGEST));
    }

    private static boolean isBlank(Object value) {
        return value == null || value.toString().isBlank();
    }
}
