package io.jenkins.plugins.aha.operation.input;

import java.io.File;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Copies values of a script into values of the JDK that can be saved with a build and read back without running any
 * code of the script. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class PlainValues {
    /** A list may hold itself, and no field of Aha! is nested nearly as deep. */
    private static final int DEEPEST = 50;

    private PlainValues() {}

    /**
     * Returns a copy: texts, numbers, booleans, dates and the types of java.time stay what they are; GStrings,
     * characters, constants, URLs, UUIDs, paths and the like become texts; collections and arrays become lists; the
     * nulls of JSON libraries and an empty Optional become null. A value of any other type is returned as it is.
     *
     * @throws IllegalArgumentException when the value is nested too deep, or holds itself
     */
    public static Object of(Object value) {
        return of(value, 0);
    }

    private static Object of(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("it is nested more than " + DEEPEST + " deep, or holds itself");
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null), depth);
        }
        if (isNull(value)) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key == null ? "" : key.toString(), of(element, depth + 1)));
            return copy;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>();
            collection.forEach(element -> copy.add(of(element, depth + 1)));
            return copy;
        }
        return isListLike(value) ? list(value, depth) : single(value);
    }

    /**
     * Returns whether a value is the null of json-lib, org.json or Groovy, which each says that it equals null;
     * json-lib has two.
     */
    private static boolean isNull(Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            return !isOfJdk(value) && map.entrySet().isEmpty() && "null".equals(String.valueOf(value));
        }
        // These nulls are objects; only their own equals knows.
        return !isOfJdk(value) && !isOfScript(value) && Objects.equals(value, null);
    }

    /** Bytes and characters are no list of values. */
    private static boolean isListLike(Object value) {
        Class<?> element = value.getClass().getComponentType();
        return element != null && element != byte.class && element != char.class;
    }

    private static List<Object> list(Object array, int depth) {
        List<Object> copy = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            copy.add(of(Array.get(array, i), depth + 1));
        }
        return copy;
    }

    private static Object single(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Calendar calendar) {
            return calendar.getTime();
        }
        if (value instanceof Date date) {
            return new Date(date.getTime());
        }
        if (value instanceof Number && !isOfJdk(value) && !isOfScript(value)) {
            return number(value);
        }
        boolean text = value instanceof CharSequence
                || value instanceof Character
                || value instanceof TemporalAmount
                || value instanceof ZoneId
                || value instanceof URL
                || value instanceof URI
                || value instanceof UUID
                || value instanceof Path
                || value instanceof File
                || value instanceof Locale
                || value instanceof Currency;
        return text ? value.toString() : value;
    }

    private static Object number(Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException notFinite) {
            return value;
        }
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    /** Returns whether its methods may be the script's own, which only the script's engine may call. */
    private static boolean isOfScript(Object value) {
        return isOfScript(value.getClass());
    }

    private static boolean isOfScript(Class<?> type) {
        return type.getName().equals("groovy.lang.GroovyObject")
                || type.getSuperclass() != null && isOfScript(type.getSuperclass())
                || Arrays.stream(type.getInterfaces()).anyMatch(PlainValues::isOfScript);
    }
}
