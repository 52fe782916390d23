package io.jenkins.plugins.aha.steps;

import hudson.Util;
import io.jenkins.plugins.aha.forms.FormText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/**
 * What was entered in the form of a step. Stapler binds no maps, and takes some texts for JSON, such as {@code
 * [draft]}; so the steps read their forms themselves. Not thread-safe.
 */
final class SubmittedForm {
    private final JSONObject form;

    SubmittedForm(JSONObject form) {
        this.form = form;
    }

    /** Returns a text without blanks around it; null for a blank one. */
    String text(String name) {
        return Util.fixEmptyAndTrim(written(form.get(name)));
    }

    /** Returns one word, or a list of several, as commas, blanks or line ends separate them; null for none. */
    Object words(String name) {
        List<String> words = FormText.words(written(form.get(name)));
        return words.isEmpty() ? null : words.size() == 1 ? words.get(0) : words;
    }

    /** Returns the map that rows of name and value mean; null for none. */
    Map<String, Object> fields(String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Object submitted = form.get(name);
        List<?> all = submitted instanceof JSONArray array ? array : submitted == null ? List.of() : List.of(submitted);
        for (Object row : all) {
            JSONObject pair = (JSONObject) row;
            String key = Util.fixEmptyAndTrim(written(pair.get("name")));
            if (key != null) {
                fields.put(key, written(pair.get("value")));
            }
        }
        return fields.isEmpty() ? null : fields;
    }

    /** Returns the map that rows of link field and ids mean; null for none. */
    Map<String, Object> links(String name) {
        Map<String, Object> links = new LinkedHashMap<>();
        Map<String, Object> rows = fields(name);
        if (rows != null) {
            rows.forEach((field, ids) -> links.put(field, FormText.words(ids.toString())));
        }
        return links.isEmpty() ? null : links;
    }

    /** Returns whether a box is ticked. */
    boolean flag(String name, boolean otherwise) {
        return form.optBoolean(name, otherwise);
    }

    /** Sets what was entered: an optional parameter that is left empty is not given. */
    static <T> void set(T entered, Consumer<? super T> parameter) {
        if (entered != null) {
            parameter.accept(entered);
        }
    }

    /** Returns a text as it was typed; empty where there is none. */
    String written(String name) {
        return written(form.get(name));
    }

    private static String written(Object submitted) {
        return submitted == null ? "" : FormText.shown(submitted.toString());
    }
}
