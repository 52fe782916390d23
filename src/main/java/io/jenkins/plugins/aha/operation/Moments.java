package io.jenkins.plugins.aha.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;

/** Reads points in time as scripts give them. */
final class Moments {
    private Moments() {}

    /**
     * ISO 8601 text (UTC where it names no zone; a date alone is its first moment), milliseconds since 1970, or an object
     * of java.util or java.time; null when it is not given.
     *
     * @throws ParameterException for anything else
     */
    static Instant parse(Parameters parameters, String name) {
        Object value = parameters.optionalValue(name);
        if (value == null || value instanceof CharSequence text && text.toString().isBlank()) {
            return null;
        }
        try {
            if (value instanceof Date date) {
                return Instant.ofEpochMilli(date.getTime());
            }
            if (value instanceof Calendar calendar) {
                return calendar.toInstant();
            }
            if (value instanceof Number number && !(number instanceof Double) && !(number instanceof Float)) {
                return Instant.ofEpochMilli(Long.parseLong(number.toString()));
            }
            if (value instanceof Instant instant) {
                return instant;
            }
            if (value instanceof ZonedDateTime zoned) {
                return zoned.toInstant();
            }
            return parseText(value.toString().trim());
        } catch (DateTimeException | NumberFormatException e) {
            throw parameters.refuse("takes an ISO 8601 time such as '2026-01-31T08:00:00Z', a date, or milliseconds"
                    + " since 1970 for '" + name + "', not " + Parameters.describe(value));
        }
    }

    private static Instant parseText(String text) {
        if (text.matches("[0-9]{11,15}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String iso = text.replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ", "$1T").replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
        return iso.matches(".*(Z|z|[+-][0-9]{2}(:[0-9]{2})?)$") && iso.indexOf('T') > 0
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
