package io.jenkins.plugins.aha.steps;

import hudson.Util;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of a script's values that can be kept over a restart: GStrings become texts, collections java.util's own. */
final class ScriptValues {
    private ScriptValues() {}

    static Map<String, Object> plain(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
        return copy;
    }

    /** A text without blanks around it, null for a blank one; numbers stay what they are. */
    static Object trimmed(Object value) {
        return value instanceof CharSequence text ? Util.fixEmptyAndTrim(text.toString()) : plain(value);
    }

    static Object plain(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return plain(map);
        }
        if (value instanceof Object[] array) {
            return plain(Arrays.asList(array));
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>();
            collection.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return value;
    }
}
