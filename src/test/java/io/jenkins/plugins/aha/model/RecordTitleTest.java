package io.jenkins.plugins.aha.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.values.FieldForm;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How people know a record. */
class RecordTitleTest {
    private static String name(Map<String, Object> fields, String... keyFields) {
        CustomTableRecord record = CustomTableRecord.unread("1", "t").withFields(fields);
        return RecordTitle.of(record, List.of(keyFields));
    }

    private static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }

    @Test
    void theKeyFieldComesFirstThenNameThenWhatEndsSoThenTheFirstText() {
        Map<String, Object> all = fields(
                "seats",
                BigDecimal.ONE,
                "tags",
                List.of("x"),
                "city",
                "Bern",
                "t_name",
                "Acme",
                "name",
                "Acme Corp",
                "code",
                BigDecimal.TEN);
        assertEquals("10", name(all, "code"));
        all.put("sheet", Map.of("1", 2));
        assertEquals("Acme Corp", name(all, "sheet"));
        assertEquals("Acme Corp", name(all));
        assertEquals("Acme Corp", name(all, "missing", "tags"));
        all.remove("name");
        assertEquals("Acme", name(all));
        all.put("t_name", " ");
        assertEquals("Bern", name(all));
        all.remove("city");
        assertEquals("", name(all));
    }

    @Test
    void notesDatesAndAddressesAreNoNames() {
        Map<String, Object> fields = fields("note", "<p>long</p>", "day", "2026-01-01", "web", "a.b", "city", "Bern");
        CustomTableRecord plain = CustomTableRecord.unread("1", "t");
        Map<String, FieldForm> forms = Map.of(
                "note",
                new FieldForm("note", null),
                "day",
                new FieldForm("date", null),
                "web",
                new FieldForm("url", null),
                "city",
                new FieldForm("string", null));
        CustomTableRecord record =
                new CustomTableRecord(plain.id(), null, "t", fields, forms, Map.of(), List.of(), null, null, null);
        assertEquals("Bern", RecordTitle.of(record, List.of()));
    }

    @Test
    void hostileTextBecomesOneShortLine() {
        String name = name(Map.of("name", "Acme\n\u202E" + "x".repeat(500)));
        assertEquals(100, name.length());
        assertEquals("Acme x", name.substring(0, 6));
    }
}
