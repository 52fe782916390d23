package io.jenkins.plugins.aha.steps;

import hudson.Util;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/** Goes between what a form can show, rows and lines, and what a script writes, maps and lists. */
final class FormValues {
    private FormValues() {}

    /** The rows that show a map; a list of maps cannot be shown and gives none. */
    static List<FormRow> rows(Object map) {
        List<FormRow> rows = new ArrayList<>();
        if (map instanceof Map<?, ?> fields) {
            fields.forEach((key, value) -> rows.add(new FormRow(String.valueOf(key), lines(value))));
        }
        return rows;
    }

    /** The lines that show one value or many. */
    static String lines(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        return value == null ? "" : value.toString();
    }

    /** Puts the map that submitted rows mean in their place. */
    static void rowsToMap(JSONObject form, String rows, String map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Object submitted = form.remove(rows);
        List<?> all = submitted instanceof JSONArray array ? array : submitted == null ? List.of() : List.of(submitted);
        for (Object row : all) {
            JSONObject pair = (JSONObject) row;
            String name = Util.fixEmptyAndTrim(pair.optString("name"));
            if (name != null) {
                fields.put(name, pair.optString("value"));
            }
        }
        if (!fields.isEmpty()) {
            form.put(map, fields);
        }
    }

    /** Puts the text or list that submitted lines mean in their place. */
    static void linesToValue(JSONObject form, String lines, String value) {
        Object parts = oneOrMany(form.remove(lines));
        if (parts != null) {
            form.put(value, parts);
        }
    }

    /** Leaves out an optional text that was not filled in. */
    static void dropBlank(JSONObject form, String name) {
        if (form.optString(name).isBlank()) {
            form.remove(name);
        }
    }

    /** A short text for the stage view. */
    static String summary(Object value) {
        Object shown = value instanceof Map<?, ?> record ? record.get("id") : value;
        return shown == null ? null : lines(shown).replace('\n', ' ');
    }

    /** One text, or the list of texts that several lines (or texts parted by commas) mean; null for none. */
    static Object oneOrMany(Object value) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.toString().split("[,\\s]+")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : parts;
    }
}
