package io.jenkins.plugins.aha.operation.input;

import java.util.Collection;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Shows parameters in messages. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class ParameterText {
    private static final int LONGEST = 60;

    private ParameterText() {}

    /** Returns the text of a single value; a list or map is only described, for it may be large. */
    static String written(Object value) {
        return isNested(value) ? describe(value) : String.valueOf(value);
    }

    /** Returns what a value is: its quoted text, or its type. */
    public static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        if (isNested(value)) {
            return value instanceof Map<?, ?> ? "a map" : "a list";
        }
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                ? "'" + shorten(value.toString()) + "'"
                : "a " + value.getClass().getSimpleName();
    }

    /** Returns a text of a length that fits into a sentence. */
    public static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static boolean isNested(Object value) {
        return value instanceof Map<?, ?> || value instanceof Collection<?>;
    }
}
