package io.jenkins.plugins.aha.model;

import io.jenkins.plugins.aha.values.FieldForm;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Finds out how people know a record of a custom table, which has no name of its own. Stateless. */
@Restricted(NoExternalUse.class)
public final class RecordTitle {
    private static final int LONGEST = 100;
    private static final String NAME = "name";

    private RecordTitle() {}

    /**
     * Returns a record's name: the value of its first key field that has one; else that of the field {@code name}, or
     * of one whose key ends so, as {@code customers_name}; else the first text.
     *
     * @param keyFields keys of the fields by which people distinguish records; possibly none
     * @return the name in one line of at most 100 characters; empty where there is none
     */
    public static String of(CustomTableRecord record, List<String> keyFields) {
        Map<String, Object> fields = record.fields();
        Stream<Object> byKey =
                Stream.concat(keyFields.stream(), Stream.of(NAME)).map(fields::get);
        Stream<Object> likeName = fields.entrySet().stream()
                .filter(field -> field.getKey().endsWith("_" + NAME))
                .map(Map.Entry::getValue);
        Stream<Object> texts = fields.entrySet().stream()
                .filter(field -> field.getValue() instanceof String && isText(record.form(field.getKey())))
                .map(Map.Entry::getValue);
        return Stream.of(byKey, likeName, texts)
                .flatMap(values -> values)
                .filter(RecordTitle::isSingle)
                .map(value -> PlainText.line(value.toString(), LONGEST))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean isText(FieldForm form) {
        return form.type() == null || form.type().equals("string");
    }

    private static boolean isSingle(Object value) {
        return Objects.nonNull(value) && !(value instanceof Map<?, ?>) && !(value instanceof Collection<?>);
    }
}
