package io.jenkins.plugins.aha.operation.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads points in time as scripts give them. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class TimeParameter {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeParameter() {}

    /**
     * Reads ISO 8601 text (UTC where it names no zone; a date alone is its first moment), milliseconds since 1970, or
     * an object of java.util or java.time (in the controller's time zone where it has none).
     *
     * @return null when it is not given
     * @throws ParameterException for anything else
     */
    public static Instant parse(Parameters parameters, String name) {
        if (!parameters.restricts(name)) {
            return null;
        }
        Object value = parameters.optionalValue(name);
        try {
            Instant moment = read(value);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new DateTimeException("Aha! has years of four digits");
            }
            return moment;
        } catch (DateTimeException | NumberFormatException e) {
            throw parameters.refuse("takes an ISO 8601 time such as '2026-01-31T08:00:00Z', a date, or milliseconds"
                    + " since 1970 for '" + name + "', not " + ParameterText.describe(value));
        }
    }

    private static Instant read(Object value) {
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Number number && !(number instanceof Double) && !(number instanceof Float)) {
            return Instant.ofEpochMilli(Long.parseLong(number.toString()));
        }
        return value instanceof TemporalAccessor time
                ? read(time)
                : parseText(ParameterText.written(value).trim().toUpperCase(Locale.ROOT));
    }

    private static Instant read(TemporalAccessor time) {
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(time);
        }
        LocalTime ofDay = time.query(TemporalQueries.localTime());
        return LocalDate.from(time)
                .atTime(ofDay == null ? LocalTime.MIDNIGHT : ofDay)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }

    private static Instant parseText(String text) {
        if (text.matches("[0-9]{11,15}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String iso = text.replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ", "$1T")
                .replaceFirst(" *([+-][0-9]{2}):?([0-9]{2})$", "$1:$2");
        return iso.matches(".*(Z|[+-][0-9]{2}(:[0-9]{2})?)$") && iso.indexOf('T') > 0
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
