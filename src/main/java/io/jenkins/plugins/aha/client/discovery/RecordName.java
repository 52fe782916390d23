package io.jenkins.plugins.aha.client.discovery;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.RecordTitle;
import java.util.List;
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
    /**
     * Names a record by a field, as {@link RecordTitle} otherwise, or by its id.
     *
     * @param labelField key of the field; null or empty for none
     */
    public static RecordName of(CustomTableRecord record, String labelField) {
        String name = RecordTitle.of(record, labelField == null ? List.of() : List.of(labelField));
        return new RecordName(record.id(), name.isEmpty() ? record.id() : name);
    }

    /** As above, for a record's id and fields. */
    public static RecordName of(String id, Map<String, Object> fields, String labelField) {
        return of(CustomTableRecord.unread(id, null).withFields(fields), labelField);
    }
}
