package io.jenkins.plugins.aha.operation.input;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The parameters of one step. A parameter that is null counts as not given, but where it restricts what the step does
 * it is refused: then the step would do more than was meant. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class Parameters {
    private final String step;
    private final List<String> allowed;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    /**
     * @param allowed the names of all parameters of the step
     * @param given name → value; null for none
     * @throws ParameterException when a parameter was given that the step does not have, even with null as its value
     */
    public Parameters(String step, List<String> allowed, Map<?, ?> given) {
        this.step = step;
        this.allowed = allowed;
        if (given != null) {
            given.forEach((key, value) -> take(String.valueOf(key), value));
        }
    }

    private void take(String name, Object value) {
        if (!allowed.contains(name)) {
            throw refuse("has no parameter '" + ParameterText.shorten(name) + "'. " + allowed());
        }
        try {
            given.put(name, PlainValues.of(value));
        } catch (IllegalArgumentException e) {
            throw refuse("cannot use '" + name + "': " + e.getMessage());
        }
    }

    private String allowed() {
        return "Its parameters are " + String.join(", ", allowed);
    }

    public boolean has(String name) {
        if (!allowed.contains(name)) {
            throw new IllegalStateException(step + " does not declare its parameter " + name);
        }
        return given.get(name) != null;
    }

    /** Returns a text or whole number that must be given and not be blank. */
    public String text(String name) {
        return plainText(name, required(name));
    }

    /** Returns a text or whole number; null when it is not given or blank. */
    public String optionalText(String name) {
        if (!has(name)) {
            return null;
        }
        Object value = given.get(name);
        return value instanceof CharSequence && value.toString().isBlank() ? null : plainText(name, value);
    }

    /** As {@link #optionalText}, but a blank text is refused. */
    public String nonBlankText(String name) {
        return has(name) && restricts(name) ? text(name) : null;
    }

    /** Returns a text of any content, even a blank one; null when it is not given. */
    public String freeText(String name) {
        if (isNull(name)) {
            throw refuseEmpty(name);
        }
        if (has(name) && !(given.get(name) instanceof String)) {
            throw refuse("takes a text for '" + name + "', not " + ParameterText.describe(given.get(name)));
        }
        return (String) given.get(name);
    }

    /**
     * Refuses a parameter that restricts what the step does and was given as null, or as an empty text, list or map.
     *
     * @return whether it was given
     */
    public boolean restricts(String name) {
        if (isNull(name) || has(name) && isEmpty(given.get(name))) {
            throw refuseEmpty(name);
        }
        return has(name);
    }

    /** A parameter that restricts what the step does is refused where nothing is left of it. */
    ParameterException refuseEmpty(String name) {
        return refuse("got an empty value for '" + name + "', probably of a variable that is not set: give a value, or"
                + " leave '" + name + "' out");
    }

    private boolean isNull(String name) {
        return given.containsKey(name) && given.get(name) == null;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** Returns the key of a product in upper case, as Aha! has them, or its numeric id. */
    public String product() {
        return text("product").toUpperCase(Locale.ROOT);
    }

    /** Returns the API key of a table or field. */
    public String key(String name) {
        return Keys.one(this, name, required(name));
    }

    /** Keys in a list or in a text with commas, each once; none when it is not given. An empty list is refused. */
    public List<String> keys(String name) {
        return restricts(name) ? Keys.all(this, name, given.get(name)) : List.of();
    }

    /** Returns the ids of records, one or a list, each once. */
    public List<String> ids(String name) {
        return list(required(name)).stream()
                .map(value -> RecordIds.of(this, name, value))
                .distinct()
                .toList();
    }

    /** Returns the id of one record: a text, a whole number, or a record map. */
    public String id(String name) {
        return RecordIds.of(this, name, required(name));
    }

    /** Returns whether nothing is to be written. */
    public boolean dryRun() {
        restricts("dryRun");
        return flag("dryRun", false);
    }

    public boolean flag(String name, boolean otherwise) {
        return has(name) ? Choice.trueOrFalse(this, name, given.get(name)) : otherwise;
    }

    /** Returns the chosen constant; the default when none is given. */
    public <E extends Enum<E>> E choice(String name, Class<E> choices) {
        String text = optionalText(name);
        return text == null ? Choice.defaultOf(choices) : Choice.of(this, name, choices, text);
    }

    /** Returns a whole number of at least 1; 0 when it is not given. */
    public int limit(String name) {
        if (!restricts(name)) {
            return 0;
        }
        String text = ParameterText.written(given.get(name)).trim();
        if (!text.matches("[1-9][0-9]*")) {
            throw refuse("takes a whole number of at least 1 for '" + name + "', not "
                    + ParameterText.describe(given.get(name)));
        }
        return new BigInteger(text).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** Returns the fields of one record: key → value, ready to be sent. */
    public Map<String, Object> fields(String name) {
        return FieldMap.filled(this, name, required(name));
    }

    /** Returns the fields of one record or of many; {@link #isList} says which was given. */
    public List<Map<String, Object>> fieldsOfEach(String name) {
        return list(required(name)).stream()
                .map(value -> FieldMap.filled(this, name, value))
                .toList();
    }

    public boolean isList(String name) {
        return given.get(name) instanceof Collection<?>;
    }

    /** Conditions on fields, key → value; empty when it is not given. An empty map is refused. */
    public Map<String, Object> conditions(String name) {
        return restricts(name) ? FieldMap.read(this, name, given.get(name)) : Map.of();
    }

    /** Returns a map of key → value as it was given; empty when it is not given. Null is refused. */
    public Map<?, ?> map(String name) {
        if (isNull(name)) {
            throw refuseEmpty(name);
        }
        if (has(name) && !(given.get(name) instanceof Map<?, ?>)) {
            throw refuse("takes a map for '" + name + "', not " + ParameterText.describe(given.get(name)));
        }
        return has(name) ? (Map<?, ?>) given.get(name) : Map.of();
    }

    /** Returns the value that must be given, or the elements of it when it is a list. */
    public List<Object> values(String name) {
        return new ArrayList<>(list(required(name)));
    }

    /** Returns the value as it was given, or null. */
    public Object optionalValue(String name) {
        return has(name) ? given.get(name) : null;
    }

    private Object required(String name) {
        if (!has(name)) {
            throw refuse("needs '" + name + "'. " + allowed());
        }
        return given.get(name);
    }

    /**
     * Returns a text or whole number as text, neither blank nor anything that could lead astray in an address or a log.
     */
    public String plainText(String name, Object value) {
        return SingleText.of(this, name, value);
    }

    private static Collection<?> list(Object value) {
        return value instanceof Collection<?> collection ? collection : List.of(value);
    }

    public ParameterException refuse(String problem) {
        return new ParameterException(step + " " + problem + ".");
    }

    /** Keeps a warning for the build's log; the same one only once. */
    void warn(String warning) {
        warnings.add(step + " " + warning + ".");
    }

    /** Returns what is doubtful about the parameters, for the build's log. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
