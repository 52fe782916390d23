package io.jenkins.plugins.aha.operation.input;

import io.jenkins.plugins.aha.values.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns {@linkplain PlainValues plain values} into values that JSON has. Thread-safe. */
final class FieldInput {
    private FieldInput() {}

    /**
     * Returns a copy in which a moment (a date of java.util, or a type of java.time that has a day and a time) is its
     * day in the controller's time zone, as Aha!'s date fields want it; other types of java.time are their ISO 8601
     * text.
     *
     * @param key the field's key, for the message
     * @throws ParameterException for a value that JSON does not have
     */
    static Object plain(Parameters parameters, String key, Object value) {
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Number number) {
            return number(parameters, key, number);
        }
        if (value instanceof Date date) {
            return day(date.toInstant());
        }
        if (value instanceof TemporalAccessor time) {
            return text(time);
        }
        if (value instanceof List<?> elements) {
            List<Object> list = new ArrayList<>();
            elements.forEach(element -> list.add(plain(parameters, key, element)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, element) -> copy.put(String.valueOf(name), plain(parameters, key, element)));
            return copy;
        }
        throw parameters.refuse("cannot send " + ParameterText.describe(value) + " as the value of '" + key
                + "': use a text, number, true or false, date, list or map");
    }

    private static String text(TemporalAccessor time) {
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
            return day(Instant.from(time));
        }
        return time.isSupported(ChronoField.EPOCH_DAY) ? LocalDate.from(time).toString() : time.toString();
    }

    private static String day(Instant moment) {
        return moment.atZone(ZoneId.systemDefault()).toLocalDate().toString();
    }

    /** One type for all numbers, the one that records have which were read. */
    private static BigDecimal number(Parameters parameters, String key, Number number) {
        try {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (Numbers.isBeyondMeasure(decimal)) {
                throw new NumberFormatException("too many digits");
            }
            return decimal;
        } catch (NumberFormatException notFiniteOrTooLarge) {
            throw parameters.refuse("cannot send " + ParameterText.describe(number) + " as the value of '" + key + "'");
        }
    }
}
