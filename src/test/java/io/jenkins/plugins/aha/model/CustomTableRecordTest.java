package io.jenkins.plugins.aha.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a script gets of a record. */
class CustomTableRecordTest {
    @Test
    @SuppressWarnings("unchecked")
    void aScriptMayChangeItsRecordThroughAndThrough() {
        List<Object> tags = new ArrayList<>(List.of("a"));
        CustomTableRecord record = CustomTableRecord.unread("1", "customers").withFields(Map.of("tags", tags));
        Map<String, Object> fields = (Map<String, Object>) record.toMap("read").get("fields");
        ((List<Object>) fields.get("tags")).add("b");
        assertEquals(List.of("a"), record.fields().get("tags"));
        assertEquals(List.of("a", "b"), fields.get("tags"));
    }
}
