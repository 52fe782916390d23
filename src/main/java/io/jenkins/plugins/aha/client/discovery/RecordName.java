package io.jenkins.plugins.aha.client.discovery;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import java.util.Map;
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
        return of(record.id(), record.fields(), labelField);
    }

    /** As above, for a record's id and fields. */
    public static RecordName of(String id, Map<String, Object> fields, String labelField) {
        Object label = labelField == null ? null : fields.get(labelField);
        if (isBlank(label)) {
            label = fields.get("name");
        }
        if (isBlank(label)) {
            label = fields.values().stream()
                    .filter(value -> value instanceof String text && !text.isBlank())
                    .findFirst()
                    .orElse(id);
        }
        return new RecordName(id, PlainText.line(label.toString(), LONGEST));
    }

    private static boolean isBlank(Object value) {
        return value == null || value.toString().isBlank();
    }
}
