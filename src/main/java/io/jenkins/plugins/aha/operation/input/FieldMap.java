package io.jenkins.plugins.aha.operation.input;

import io.jenkins.plugins.aha.model.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads maps of field key → value. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class FieldMap {
    /** As a script writes a variable that is not set into a text: "Rel null", "null-rc1"; not "null pointer". */
    private static final Pattern UNSET = Pattern.compile("(?<![^\\s\\-_./:])null(?=[\\-_./:]|$)");

    private FieldMap() {}

    /**
     * Returns a map that is ready to be sent.
     *
     * @throws ParameterException when it is no map, has a key that cannot be one of Aha!, or a value that JSON does not
     *     have
     */
    static Map<String, Object> read(Parameters parameters, String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw parameters.refuse("takes a map for '" + name + "', such as " + name + ": [name: 'Acme Corp'], not "
                    + ParameterText.describe(value));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, given) -> {
            String text = String.valueOf(key);
            checkKey(parameters, name, text);
            if (isDoubtful(given)) {
                parameters.warn("got a value with the word 'null' in '" + name + "' for field '" + text
                        + "', probably of a variable that is not set");
            }
            fields.put(text, FieldInput.plain(parameters, text, given));
        });
        return fields;
    }

    private static boolean isDoubtful(Object value) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(FieldMap::isDoubtful)
                : value instanceof String text && UNSET.matcher(text.strip()).find();
    }

    /** As {@link #read}, but a map without any field is refused. */
    public static Map<String, Object> filled(Parameters parameters, String name, Object value) {
        Map<String, Object> fields = read(parameters, name, value);
        if (fields.isEmpty()) {
            throw parameters.refuse("needs at least one field in '" + name + "', such as fields: [name: 'Acme Corp']");
        }
        return fields;
    }

    private static void checkKey(Parameters parameters, String name, String key) {
        if (key.isBlank()) {
            throw parameters.refuse("got a field without a key in '" + name + "'");
        }
        if (PlainText.hidesSomething(key)) {
            throw parameters.refuse(
                    "got a field in '" + name + "' whose key has a line break or another control character");
        }
        if (Keys.hasWhiteSpace(key)) {
            throw parameters.refuse(
                    "takes API keys of fields in '" + name + "', which have no white space, not '" + key + "'");
        }
    }
}
