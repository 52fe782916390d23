package io.jenkins.plugins.aha.operation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObjectSupport;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script has at hand becomes what JSON has, and nothing that is saved with a build has code of the script. */
class PlainValuesTest {
    private TimeZone zone;

    @BeforeEach
    void keepZone() {
        zone = TimeZone.getDefault();
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    /** As json-lib's and org.json's null. */
    private static final class JsonNull {
        @Override
        public boolean equals(Object other) {
            return other == null || other == this;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /** As json-lib's object that is null. */
    private static final class NullObject extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "null";
        }
    }

    private static final class Fraction extends Number {
        private static final long serialVersionUID = 1L;
        private final String text;

        Fraction(String text) {
            this.text = text;
        }

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class OfScript extends GroovyObjectSupport {
        @Override
        public boolean equals(Object other) {
            throw new AssertionError("code of the script was run");
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            throw new AssertionError("code of the script was run");
        }
    }

    private static Object sent(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("f", value);
        return FieldMap.read(
                        new Parameters("ahaUpdateRecord", List.of("fields"), Map.of("fields", fields)),
                        "fields",
                        PlainValues.of(fields))
                .get("f");
    }

    @Test
    void nullsOfJsonLibrariesAreNull() {
        assertNull(sent(new JsonNull()));
        assertNull(sent(new NullObject()));
        assertNull(sent(Optional.empty()));
        assertEquals(Arrays.asList(1, null, Map.of()), PlainValues.of(List.of(1, new JsonNull(), Map.of())));
        assertEquals("x", sent(Optional.of("x")));
    }

    @Test
    void singleValuesBecomeTexts() throws Exception {
        assertEquals("https://acme.com/a", sent(URI.create("https://acme.com/a")));
        assertEquals("https://acme.com/a", sent(URI.create("https://acme.com/a").toURL()));
        assertEquals(
                "6f1c6f0e-0000-4000-8000-000000000000", sent(UUID.fromString("6f1c6f0e-0000-4000-8000-000000000000")));
        assertEquals("notes.md", sent(Path.of("notes.md")));
        assertEquals("notes.md", sent(new File("notes.md")));
        assertEquals("de_DE", sent(Locale.GERMANY));
        assertEquals("EUR", sent(Currency.getInstance("EUR")));
        assertEquals("PT1M", sent(Duration.ofMinutes(1)));
        assertEquals("Europe/Berlin", sent(ZoneId.of("Europe/Berlin")));
        assertEquals("c", sent('c'));
        assertEquals(new BigDecimal("0.25"), sent(new Fraction("0.25")));
        assertEquals(List.of(BigDecimal.ONE, BigDecimal.TEN), sent(new int[] {1, 10}));
        assertEquals(List.of("a", "b"), sent(new String[] {"a", "b"}));
    }

    @ParameterizedTest
    @CsvSource({"UTC, 2026-01-31", "Europe/Berlin, 2026-02-01", "America/New_York, 2026-01-31"})
    void aMomentIsItsDayInTheControllersTimeZone(String controller, String day) {
        TimeZone.setDefault(TimeZone.getTimeZone(controller));
        Instant moment = Instant.parse("2026-01-31T23:30:00Z");
        ZonedDateTime zoned = moment.atZone(ZoneId.of("Asia/Tokyo"));
        List<Object> forms = List.of(
                moment,
                zoned,
                OffsetDateTime.ofInstant(moment, ZoneId.of("Asia/Tokyo")),
                LocalDateTime.ofInstant(moment, ZoneId.systemDefault()),
                Date.from(moment),
                new java.sql.Timestamp(moment.toEpochMilli()),
                GregorianCalendar.from(zoned));
        for (Object form : forms) {
            assertEquals(day, sent(form), form.getClass().getName());
        }
    }

    @Test
    void otherTimesAreTheirText() {
        assertEquals("2026-01-31", sent(LocalDate.of(2026, 1, 31)));
        assertEquals("2026-01", sent(YearMonth.of(2026, 1)));
        assertEquals("2026", sent(Year.of(2026)));
        assertEquals("08:30", sent(LocalTime.of(8, 30)));
        assertEquals("MONDAY", sent(java.time.DayOfWeek.MONDAY));
    }

    @Test
    void noCodeOfTheScriptIsRun() {
        OfScript own = new OfScript();
        assertSame(own, PlainValues.of(own));
        ParameterException refused = assertThrows(ParameterException.class, () -> sent(own));
        assertEquals(
                "ahaUpdateRecord cannot send a OfScript as the value of 'f': use a text, number, true or false, date,"
                        + " list or map.",
                refused.getMessage());
        assertThrows(ParameterException.class, () -> sent(new byte[] {1}));
    }

    /** An interface of Groovy may stand between a class and GroovyObject. */
    @ParameterizedTest
    @ValueSource(strings = {"GroovyObject", "GroovyInterceptable"})
    void noNumberOfTheScriptIsAsked(String implemented) throws Exception {
        String type = "class Own extends AtomicInteger implements " + implemented
                + " { String toString() { throw new AssertionError('run') } }";
        Object number = new GroovyClassLoader()
                .parseClass("import java.util.concurrent.atomic.*\n" + type)
                .getDeclaredConstructor()
                .newInstance();
        assertTrue(number == PlainValues.of(number));
    }

    @Test
    void whatIsKeptCanBeSaved() throws Exception {
        List<Object> values = List.of(
                new StringBuilder("text"),
                new Fraction("0.25"),
                new GregorianCalendar(),
                Instant.EPOCH,
                Map.of("k", "v"));
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(PlainValues.of(values));
    }

    @Test
    void aListThatHoldsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add(list);
        assertEquals(
                "it is nested more than 50 deep, or holds itself",
                assertThrows(IllegalArgumentException.class, () -> PlainValues.of(list))
                        .getMessage());
    }

    @Test
    void whatIsNoNumberNoNullAndNoListStays() {
        Fraction notFinite = new Fraction("NaN");
        assertSame(notFinite, PlainValues.of(notFinite));
        NullObject filled = new NullObject();
        filled.put("a", 1);
        assertEquals(Map.of("a", 1), PlainValues.of(filled));
        assertEquals(Map.of(), PlainValues.of(new TreeMap<String, Object>() {
            private static final long serialVersionUID = 1L;
        }));
        char[] characters = {'a'};
        assertSame(characters, PlainValues.of(characters));
    }
}
