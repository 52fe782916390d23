package io.jenkins.plugins.aha.values;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and moments in values of fields, in any form of ISO 8601. Stateless. */
final class Days {
    private static final Pattern MOMENT = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:[Tt ]\\s*([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:[.,][0-9]+)?\\s*"
            + "(?:(Z|z|UTC|GMT)|([+-][0-9]{2}):?([0-9]{2})?)?(?:\\[[^\\]]*])?)?");

    private Days() {}

    /** Returns the day that a text names, alone or in a moment; empty where it names none. */
    static Optional<LocalDate> named(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (text.isEmpty() || text.charAt(0) > '9' || !moment.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(moment.group(1)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Returns the day in UTC of a moment that names its offset; empty for anything else. */
    static Optional<LocalDate> inUtc(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (!moment.matches() || moment.group(5) == null) {
            return Optional.empty();
        }
        try {
            String seconds = moment.group(3) == null ? ":00" : moment.group(3);
            String minutes = moment.group(6) == null ? "00" : moment.group(6);
            return Optional.of(OffsetDateTime.parse(
                            moment.group(1) + "T" + moment.group(2) + seconds + moment.group(5) + ":" + minutes)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (DateTimeException noSuchMoment) {
            return Optional.empty();
        }
    }
}
