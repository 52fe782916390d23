package io.jenkins.plugins.aha.operation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code updatedSince} in every form that a script may have it in. */
class TimeParameterTest {
    private static final Instant MOMENT = Instant.parse("2026-01-31T08:00:00Z");

    private static Instant read(Object value) {
        return TimeParameter.parse(
                new Parameters("ahaListRecords", List.of("updatedSince"), Map.of("updatedSince", value)),
                "updatedSince");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31t08:00:00z, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.123Z, 2026-01-31T08:00:00.123Z",
        "2026-01-31T08:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00+01:00, 2026-01-31T07:00:00Z",
        "2026-01-31T08:00:00+0130, 2026-01-31T06:30:00Z",
        "2026-01-31T08:00:00-05, 2026-01-31T13:00:00Z",
        "2026-01-31 08:00:00 -0500, 2026-01-31T13:00:00Z",
        "2026-01-31 08:00, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00, 2026-01-31T08:00:00Z",
        "' 2026-01-31 ', 2026-01-31T00:00:00Z",
        "1769846400000, 2026-01-31T08:00:00Z",
        "10000000000, 1970-04-26T17:46:40Z"
    })
    void textsOfManyFormsAreRead(String text, Instant moment) {
        assertEquals(moment, read(text));
        assertEquals(moment, read(new StringBuilder(text)));
    }

    static Stream<Object> objects() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.setTimeInMillis(MOMENT.toEpochMilli());
        return Stream.of(
                MOMENT,
                MOMENT.toEpochMilli(),
                BigInteger.valueOf(MOMENT.toEpochMilli()),
                Date.from(MOMENT),
                new Timestamp(MOMENT.toEpochMilli()),
                new java.sql.Date(MOMENT.toEpochMilli()),
                calendar,
                MOMENT.atZone(ZoneId.of("Europe/Berlin")),
                OffsetDateTime.ofInstant(MOMENT, ZoneOffset.ofHours(-3)),
                LocalDateTime.ofInstant(MOMENT, ZoneId.systemDefault()));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectsOfTimeAreRead(Object value) {
        assertEquals(MOMENT, read(value));
    }

    @Test
    void dateAloneIsItsFirstMoment() {
        assertEquals(Instant.parse("2026-01-31T00:00:00Z"), read(LocalDate.of(2026, 1, 31)));
    }

    @Test
    void millisecondsAreCountedFromZero() {
        assertEquals(Instant.EPOCH, read(0));
        assertEquals(Instant.ofEpochMilli(-1), read(-1L));
    }

    static Stream<Object> rubbish() {
        return Stream.of(
                "yesterday",
                "2026-13-01",
                "2026-02-30T00:00:00Z",
                "20260131",
                "1769846400",
                "T",
                "2026-01-31Z",
                "08:00",
                1.5,
                1.5f,
                true,
                List.of(1),
                Map.of("a", 1),
                YearMonth.of(2026, 1),
                LocalTime.NOON,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                new Date(Long.MAX_VALUE),
                Instant.MAX,
                "999999999999999",
                "2026-01-31T08:00:00+99:00");
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void rubbishIsRefusedWithAnExample(Object value) {
        String message =
                assertThrows(ParameterException.class, () -> read(value)).getMessage();
        assertTrue(
                message.startsWith("ahaListRecords takes an ISO 8601 time such as '2026-01-31T08:00:00Z', a date, or"
                        + " milliseconds since 1970 for 'updatedSince', not "),
                message);
    }

    @Test
    void firstAndLastYearAreTaken() {
        assertEquals(Instant.parse("0001-01-01T00:00:00Z"), read("0001-01-01"));
        assertEquals(Instant.parse("9999-12-31T23:59:59Z"), read("9999-12-31T23:59:59Z"));
    }
}
