package io.jenkins.plugins.aha.steps;

import hudson.Util;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.BindInterceptor;

/**
 * Goes between what a form can show, rows and lines, and what a script writes, maps and lists. Stapler binds no maps, and
 * the JSON library takes some texts for JSON, such as {@code [draft]}: so the values go past them, and the submitted form
 * only says where each belongs.
 */
final class FormValues extends BindInterceptor {
    private static final String PLACE = "aha-form-value:";
    private static final int SUMMARY = 80;

    private final JSONObject form;
    private final Map<String, Object> values = new HashMap<>();

    FormValues(JSONObject form) {
        this.form = form;
    }

    /** The rows that show a map; a list of maps cannot be shown and gives none. */
    static List<FormRow> rows(Object map) {
        List<FormRow> rows = new ArrayList<>();
        if (map instanceof Map<?, ?> fields) {
            fields.forEach((key, value) -> rows.add(new FormRow(String.valueOf(key), lines(value))));
        }
        return rows;
    }

    /** The lines that show one value or many; a record is shown by its id. */
    static String lines(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(FormValues::lines).collect(Collectors.joining("\n"));
        }
        if (value instanceof Map<?, ?> record && record.get("id") != null) {
            return record.get("id").toString();
        }
        return value == null ? "" : value.toString();
    }

    /** The same in one line. */
    static String inline(Object value) {
        return lines(value).replace("\n", ", ");
    }

    /** A short text for the stage view; null where there is nothing to say. */
    static String summary(Object value) {
        String text = inline(value).trim();
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= SUMMARY ? text : text.substring(0, SUMMARY - 1) + "…";
    }

    /** A short text of several values, without those that are not given. */
    static String path(Object... values) {
        return summary(Stream.of(values)
                .filter(value -> value != null)
                .map(FormValues::inline)
                .collect(Collectors.joining("/")));
    }

    /** Takes a map out of submitted rows of name and value. */
    void takeRows(String control, String parameter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Object submitted = form.remove(control);
        List<?> all = submitted instanceof JSONArray array ? array : submitted == null ? List.of() : List.of(submitted);
        for (Object row : all) {
            JSONObject pair = (JSONObject) row;
            String name = Util.fixEmptyAndTrim(text(pair.get("name")));
            if (name != null) {
                fields.put(name, text(pair.get("value")));
            }
        }
        put(parameter, fields.isEmpty() ? null : fields);
    }

    /** Takes one text, or a list where there are several on lines of their own or parted by commas. */
    void takeList(String control, String parameter) {
        List<String> parts = new ArrayList<>();
        for (String part : text(form.remove(control)).split("[,\\s]+")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        put(parameter, parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : parts);
    }

    /** Takes a text that a script may also give as something else. */
    void takeText(String parameter) {
        put(parameter, Util.fixEmptyAndTrim(text(form.remove(parameter))));
    }

    /** Leaves out an optional text that was not filled in. */
    void leaveOutBlank(String parameter) {
        if (text(form.get(parameter)).isBlank()) {
            form.remove(parameter);
        }
    }

    private void put(String parameter, Object value) {
        form.remove(parameter);
        if (value != null) {
            values.put(PLACE + parameter, value);
            form.put(parameter, PLACE + parameter);
        }
    }

    private static String text(Object submitted) {
        return submitted == null ? "" : submitted.toString();
    }

    @Override
    public Object onConvert(Type targetType, Class targetTypeErasure, Object jsonSource) {
        return targetTypeErasure == Object.class && values.containsKey(jsonSource) ? values.get(jsonSource) : DEFAULT;
    }
}
