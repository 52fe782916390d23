package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.PlainText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of one step. A parameter that is null counts as not given. For one thread. */
final class Parameters {
    private final String step;
    private final List<String> allowed;
    private final Map<String, Object> given = new LinkedHashMap<>();

    /**
     * @param allowed the names of all parameters of the step
     * @param given name → value; null for none
     * @throws ParameterException when a parameter was given that the step does not have, even with null as its value
     */
    Parameters(String step, List<String> allowed, Map<?, ?> given) {
        this.step = step;
        this.allowed = allowed;
        if (given != null) {
            given.forEach((key, value) -> take(String.valueOf(key), value));
        }
    }

    private void take(String name, Object value) {
        if (!allowed.contains(name)) {
            throw refuse("has no parameter '" + shorten(name) + "'. " + allowed());
        }
        if (value != null) {
            given.put(name, value);
        }
    }

    private String allowed() {
        return "Its parameters are " + String.join(", ", allowed);
    }

    boolean has(String name) {
        if (!allowed.contains(name)) {
            throw new IllegalStateException(step + " does not declare its parameter " + name);
        }
        return given.containsKey(name);
    }

    /** A text or whole number that must be given and not be blank. */
    String text(String name) {
        return plainText(name, required(name));
    }

    /** A text or whole number; null when it is not given or blank. */
    String optionalText(String name) {
        if (!has(name)) {
            return null;
        }
        Object value = given.get(name);
        return value instanceof CharSequence && value.toString().isBlank() ? null : plainText(name, value);
    }

    /** One text or a list of texts, each once, in the order given; empty when it is not given. */
    List<String> optionalTexts(String name) {
        if (!has(name)) {
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Object value : list(given.get(name))) {
            if (!(value instanceof CharSequence && value.toString().isBlank())) {
                texts.add(plainText(name, value));
            }
        }
        return List.copyOf(texts);
    }

    /** Ids of records: texts, whole numbers, or record maps as the steps return them; one or a list, each once. */
    List<String> ids(String name) {
        Set<String> ids = new LinkedHashSet<>();
        for (Object value : list(required(name))) {
            ids.add(id(name, value));
        }
        return List.copyOf(ids);
    }

    /** The id of one record: a text, a whole number, or a record map. */
    String id(String name) {
        return id(name, required(name));
    }

    /** The id in one value of a parameter: a text, a whole number, or a record map. */
    String id(String name, Object value) {
        Object id = value instanceof Map<?, ?> record ? record.get("id") : value;
        if (id == null) {
            throw refuse("cannot use " + describe(value) + " in '" + name + "': it has no id");
        }
        String text = plainText(name, id);
        boolean rehearsed = text.equals(DryRun.ID) && dryRun();
        if (!rehearsed && !text.matches("[0-9]{1,20}")) {
            throw refuse("takes ids of records in '" + name + "', which are numbers such as 6776757454428589549; got '"
                    + shorten(text) + "'");
        }
        return text;
    }

    /** Whether nothing shall be written. */
    boolean dryRun() {
        return flag("dryRun", false);
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String text = written(given.get(name)).trim().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw refuse("takes true or false for '" + name + "', not " + describe(given.get(name)));
    }

    <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
        String text = optionalText(name);
        if (text == null) {
            return otherwise;
        }
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> label(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refuse("takes "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(choice -> "'" + label(choice) + "'")
                                .collect(Collectors.joining(", "))
                        + " for '" + name + "', not '" + shorten(text) + "'"));
    }

    /** A constant as a Jenkinsfile writes it: LAST_SUCCESS is lastSuccess. */
    private static String label(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder label = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return label.toString();
    }

    /** A whole number of at least 1; 0 when it is not given. */
    int limit(String name) {
        String text = has(name) ? written(given.get(name)).trim() : "";
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[1-9][0-9]*")) {
            throw refuse("takes a whole number of at least 1 for '" + name + "', not " + describe(given.get(name)));
        }
        return new BigInteger(text).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** Fields of one record: key → value, ready to be sent. */
    Map<String, Object> fields(String name) {
        return fields(name, required(name));
    }

    /** Fields of one record or of many; {@link #isList} tells which was given. */
    List<Map<String, Object>> fieldsOfEach(String name) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object value : list(required(name))) {
            all.add(fields(name, value));
        }
        return all;
    }

    boolean isList(String name) {
        return given.get(name) instanceof Collection<?> || given.get(name) instanceof Object[];
    }

    /** A map of key → value; empty when it is not given. */
    Map<String, Object> optionalMap(String name) {
        return has(name) ? map(name, given.get(name)) : Map.of();
    }

    /** The value that must be given, or the elements of it when it is a list. */
    List<Object> values(String name) {
        return new ArrayList<>(list(required(name)));
    }

    /** The value as it was given, or null. */
    Object optionalValue(String name) {
        return has(name) ? given.get(name) : null;
    }

    private Map<String, Object> fields(String name, Object value) {
        Map<String, Object> fields = map(name, value);
        if (fields.isEmpty()) {
            throw refuse("needs at least one field in '" + name + "', such as fields: [name: 'Acme Corp']");
        }
        return fields;
    }

    private Map<String, Object> map(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw refuse("takes a map for '" + name + "', such as " + name + ": [name: 'Acme Corp'], not "
                    + describe(value));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, fieldValue) -> {
            if (key == null || key.toString().isBlank()) {
                throw refuse("got a field without a key in '" + name + "'");
            }
            if (PlainText.hidesSomething(key.toString())) {
                throw refuse("got a field in '" + name + "' whose key has a line break or another control character");
            }
            fields.put(key.toString(), FieldInput.plain(this, key.toString(), fieldValue));
        });
        return fields;
    }

    private Object required(String name) {
        if (!has(name)) {
            throw refuse("needs '" + name + "'. " + allowed());
        }
        return given.get(name);
    }

    /** A text or whole number as text, neither blank nor anything that could lead astray in an address or a log. */
    String plainText(String name, Object value) {
        boolean whole = value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger;
        if (!(value instanceof CharSequence) && !whole) {
            throw refuse("takes a text for '" + name + "', not " + describe(value));
        }
        String text = value.toString().trim();
        if (text.isEmpty()) {
            throw refuse("needs '" + name + "', but it is blank");
        }
        if (text.equals(".") || text.equals("..") || PlainText.hidesSomething(text)) {
            throw refuse("cannot use the text given for '" + name + "': it is '.' or '..', or has a line break or"
                    + " another control character");
        }
        return text;
    }

    private static Collection<?> list(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return value instanceof Collection<?> collection ? collection : List.of(value);
    }

    ParameterException refuse(String problem) {
        return new ParameterException(step + " " + problem + ".");
    }

    /** How a single value is written; a list or map is not, for it may hold itself. */
    static String written(Object value) {
        boolean single = !(value instanceof Map<?, ?> || value instanceof Collection<?> || value instanceof Object[]);
        return single ? value.toString() : describe(value);
    }

    static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?>) {
            return "a map";
        }
        if (value instanceof Collection<?> || value instanceof Object[]) {
            return "a list";
        }
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                ? "'" + shorten(value.toString()) + "'"
                : "a " + value.getClass().getSimpleName();
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
