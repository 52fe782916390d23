package io.jenkins.plugins.aha.operation;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns values of a script into values that JSON has. */
final class FieldInput {
    /** A list may hold itself, and no field of Aha! is nested nearly as deep. */
    private static final int DEEPEST = 50;

    /** Takes every double; 1e999999999 in full would fill the memory. */
    private static final int LARGEST_SCALE = 400;

    private FieldInput() {}

    /**
     * A plain copy: GStrings become texts, dates {@code yyyy-MM-dd} (of UTC, as Aha!'s date fields want it), lists and
     * maps are copied through.
     *
     * @param key the field's key, for the message
     * @throws ParameterException for a value that JSON does not have
     */
    static Object plain(Parameters parameters, String key, Object value) {
        return plain(parameters, key, value, 0);
    }

    private static Object plain(Parameters parameters, String key, Object value, int depth) {
        if (depth > DEEPEST) {
            throw parameters.refuse("cannot send the value of '" + key + "': it is nested more than " + DEEPEST
                    + " deep, or holds itself");
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(parameters, key, number);
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof TemporalAccessor) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Calendar calendar) {
            return plain(parameters, key, calendar.getTime(), depth);
        }
        if (value instanceof Date date) {
            return new Date(date.getTime())
                    .toInstant()
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        }
        if (value instanceof Object[] array) {
            return plain(parameters, key, Arrays.asList(array), depth);
        }
        if (value instanceof Collection<?> collection) {
            List<Object> list = new ArrayList<>();
            collection.forEach(element -> list.add(plain(parameters, key, element, depth + 1)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, element) -> copy.put(String.valueOf(name), plain(parameters, key, element, depth + 1)));
            return copy;
        }
        throw parameters.refuse("cannot send " + Parameters.describe(value) + " as the value of '" + key
                + "': use a text, number, true or false, date, list or map");
    }

    /** One type for all numbers, the one that records have which were read. */
    private static BigDecimal number(Parameters parameters, String key, Number number) {
        try {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (Math.abs((long) decimal.scale()) > LARGEST_SCALE) {
                throw new NumberFormatException("beyond all measure");
            }
            return decimal;
        } catch (NumberFormatException notFiniteOrTooLarge) {
            throw parameters.refuse("cannot send " + Parameters.describe(number) + " as the value of '" + key + "'");
        }
    }
}
