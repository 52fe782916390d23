package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.input.OnError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whatever form a Jenkinsfile gives a parameter in, Aha! gets the same. */
class ParameterFormsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    /** As Groovy's GString: a text that is no String and equal to none. */
    private static CharSequence gstring(String text) {
        return new StringBuilder(text);
    }

    private enum Tier {
        GOLD
    }

    @Test
    void textsAndKeysMayBeGStrings() throws Exception {
        Map<Object, Object> fields = new LinkedHashMap<>();
        fields.put(gstring("name"), gstring("New"));
        Map<String, Object> record = aha.build()
                .record(
                        "ahaCreateRecord",
                        Map.of("product", gstring(" PRJ1 "), "table", gstring("customers"), "fields", fields));
        assertEquals(Map.of("name", "New"), record.get("fields"));
        assertEquals(
                "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"New\"}}}",
                aha.latest("POST").body());
    }

    @Test
    void fieldValuesBecomeWhatJsonHas() throws Exception {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("integer", 7);
        fields.put("long", 1L << 60);
        fields.put("big", BigInteger.ONE.shiftLeft(70));
        fields.put("decimal", new BigDecimal("1.50"));
        fields.put("double", 0.1);
        fields.put("boolean", true);
        fields.put("null", null);
        fields.put("enum", Tier.GOLD);
        fields.put("character", 'c');
        fields.put("date", new java.sql.Date(86_400_000L));
        fields.put("calendar", calendar);
        fields.put("local", LocalDate.of(2026, 1, 31));
        fields.put("array", new String[] {"a", "b"});
        fields.put("list", Arrays.asList(gstring("x"), null, 1));
        fields.put("map", Map.of(5, gstring("five")));
        aha.build().run("ahaUpdateRecord", Map.of("id", aha.customer("Contoso"), "fields", fields, "verify", "FALSE"));
        assertEquals(
                "{\"custom_object_record\":{\"custom_fields\":{\"integer\":7,\"long\":1152921504606846976,"
                        + "\"big\":1180591620717411303424,\"decimal\":1.50,\"double\":0.1,\"boolean\":true,\"null\":null,"
                        + "\"enum\":\"GOLD\",\"character\":\"c\",\"date\":\"1970-01-02\",\"calendar\":\"1970-01-01\","
                        + "\"local\":\"2026-01-31\",\"array\":[\"a\",\"b\"],\"list\":[\"x\",null,1],"
                        + "\"map\":{\"5\":\"five\"}}}}",
                aha.latest("PUT").body());
    }

    @Test
    void idsMayBeTextsNumbersOrRecordsOneOrMany() throws Exception {
        List<String> ids = aha.customers().stream().map(record -> record.id()).toList();
        RecordedBuild build = aha.build();
        Map<String, Object> record = build.record("ahaGetRecord", Map.of("id", Long.valueOf(ids.get(0))));
        assertEquals(ids.get(0), record.get("id"));
        assertEquals(
                ids.get(0), build.record("ahaGetRecord", Map.of("id", record)).get("id"));
        assertEquals(
                ids.get(0),
                build.record("ahaGetRecord", Map.of("id", " " + ids.get(0) + " "))
                        .get("id"));
        Object[] mixed = {record, new BigInteger(ids.get(1)), gstring(ids.get(2)), ids.get(1)};
        assertEquals(ids.subList(0, 3), build.run("ahaDeleteRecord", Map.of("id", mixed)));
        assertEquals(
                ids.subList(3, ids.size()),
                aha.customers().stream().map(one -> one.id()).toList());
    }

    @Test
    void nullCountsAsNotGivenWhereItRestrictsNothing() throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        for (String name : List.of("site", "credentialsId", "onError")) {
            parameters.put(name, null);
        }
        Invocation invocation = Invocation.of("ahaListRecords", parameters);
        assertNull(invocation.site());
        assertNull(invocation.credentialsId());
        assertEquals(OnError.FAIL, invocation.onError());
        assertEquals(12, ((List<?>) invocation.run(aha.build())).size());
        parameters.put("onError", " ");
        assertEquals(OnError.FAIL, Invocation.of("ahaListRecords", parameters).onError());
    }

    @Test
    void siteCredentialAndErrorPolicyAreBound() {
        Invocation invocation = Invocation.of(
                "ahaGetRecord",
                Map.of("id", "1", "site", gstring("eu"), "credentialsId", "key-1", "onError", "Unstable"));
        assertEquals("eu", invocation.site());
        assertEquals("key-1", invocation.credentialsId());
        assertEquals(OnError.UNSTABLE, invocation.onError());
        assertEquals(
                OnError.IGNORE,
                Invocation.of("ahaReferences", Map.of("onError", "ignore")).onError());
    }

    @Test
    void limitMayBeTextAndMayBeLargerThanAnything() throws Exception {
        RecordedBuild build = aha.build();
        Map<String, Object> table = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        table.put("limit", "2");
        assertEquals(2, build.records("ahaListRecords", table).size());
        table.put("limit", Long.MAX_VALUE);
        assertEquals(12, build.records("ahaListRecords", table).size());
        assertTrue(aha.latest("GET").rawQuery().contains("per_page=200"));
    }
}
