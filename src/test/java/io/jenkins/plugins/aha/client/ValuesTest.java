package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values as they are sent, compared and handed to a script. */
class ValuesTest {
    private static void assertSame(Object sent, Object read) {
        assertTrue(FieldValues.same(sent, read), sent + " and " + read);
        assertEquals(FieldValues.normalForm(sent), FieldValues.normalForm(read));
    }

    private static void assertDiffers(Object sent, Object read) {
        assertFalse(FieldValues.same(sent, read), sent + " and " + read);
    }

    @Test
    void nothingIsNothing() {
        for (Object empty : Arrays.asList(null, "", " \n", List.of(), List.of(""), List.of("", " "), Map.of())) {
            assertTrue(FieldValues.isEmpty(empty), "" + empty);
            assertSame(empty, null);
            assertSame(null, empty);
            assertDiffers(empty, "x");
            assertDiffers(0, empty);
        }
        for (Object full : List.of("x", 0, false, List.of("", "x"), Map.of("a", ""))) {
            assertFalse(FieldValues.isEmpty(full), "" + full);
        }
    }

    @Test
    void valuesThatMeanTheSame() {
        assertSame(40, "40.0");
        assertSame("40", new BigDecimal("40.00"));
        assertSame(4e1, " 40 ");
        assertSame(true, "true");
        assertSame(List.of("a", "b"), List.of("b", "a"));
        assertSame(List.of("a", "b", "a"), List.of("a", "a", "b"));
        assertSame("a", List.of("a"));
        assertSame(List.of("a"), "a");
        assertSame(" a\r\nb", "a\nb ");
        assertSame("a & b", "<p>a &amp; b</p>");
        assertSame("<p>a</p>", "<div>a</div>");
        String shown = "<i>1 &lt; 2 &gt; &quot;0&quot; &#39;x&#39;&nbsp;y</i>";
        assertTrue(FieldValues.same("1 < 2 > \"0\" 'x' y", shown), "what looks like a tag is text");
        assertSame(Map.of("a", 1), Map.of("a", "1.0"));
        assertSame("1".repeat(101), "1".repeat(101));
        assertTrue(FieldValues.same(Map.of("a", 1), Map.of("a", "1", "b", 2)), "Aha! may add to a worksheet");
    }

    @Test
    void valuesThatDiffer() {
        assertDiffers(40, "41");
        assertDiffers(40, "forty");
        assertDiffers("forty", 40);
        assertDiffers("40", "40.0");
        assertDiffers("a", "A");
        assertDiffers("a", "b<");
        assertDiffers(List.of("a", "b"), List.of("a"));
        assertDiffers(List.of("a", "a"), List.of("a", "b"));
        assertDiffers(List.of("a", "b", "b"), List.of("a", "a", "b"));
        assertDiffers("a &amp; b", "a & b");
        assertDiffers(Map.of("a", 1), Map.of("b", 1));
        assertDiffers(Map.of("a", 1), "a");
        assertDiffers(new BigDecimal("1".repeat(101)), "1".repeat(101));
    }

    @Test
    void normalFormsOfDifferentValuesDiffer() {
        assertNotEquals(FieldValues.normalForm("a"), FieldValues.normalForm("b"));
        assertNotEquals(FieldValues.normalForm(Map.of("a", 1)), FieldValues.normalForm(Map.of("b", 1)));
        assertNotEquals(FieldValues.normalForm(List.of("a", "b")), FieldValues.normalForm(List.of("a", "c")));
        assertEquals("{a=1}", FieldValues.normalForm(Map.of("a", 1.0, "b", "")));
        assertEquals("", FieldValues.normalForm(Map.of("b", "")));
        assertEquals("[1, x]", FieldValues.normalForm(List.of("x", "1.0")));
    }

    @Test
    void recordsOfFields() {
        assertTrue(FieldValues.allSame(Map.of("a", 1, "b", ""), Map.of("a", "1", "c", 2)));
        assertFalse(FieldValues.allSame(Map.of("a", 1, "b", 2), Map.of("a", "1")));
        assertTrue(FieldValues.exactlySame(Map.of("a", 1), Map.of("a", "1", "c", "")));
        assertFalse(FieldValues.exactlySame(Map.of("a", 1), Map.of("a", "1", "c", 2)));
        assertFalse(FieldValues.exactlySame(Map.of("a", 1), Map.of("a", "2")));
    }

    @Test
    void bodiesOfWrites() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("big", new BigDecimal("3E+2"));
        fields.put("exact", new BigDecimal("40.00"));
        fields.put("none", null);
        fields.put("list", List.of("a,b", "ü😀"));
        fields.put("quote", "\"\n");
        assertEquals(
                "{\"custom_object_record\":{\"custom_fields\":{\"big\":300,\"exact\":40.00,\"none\":null,"
                        + "\"list\":[\"a,b\",\"ü😀\"],\"quote\":\"\\\"\\n\"}}}",
                RequestJson.fields(fields));
        assertThrows(IllegalArgumentException.class, () -> RequestJson.fields(Map.of("x", new Object())));
    }

    @Test
    void idsInBodies() {
        List<String> ids = List.of("0", "9007199254740992", "9007199254740993", "07", "x", "");
        assertEquals(
                "{\"custom_object_record\":{\"custom_object_links\":{\"f\":"
                        + "[0,9007199254740992,\"9007199254740993\",\"07\",\"x\",\"\"]}}}",
                RequestJson.links(Kind.RECORD, "f", ids));
        assertEquals(
                "{\"epic\":{\"custom_object_links\":{\"f\":[\"5\"]}}}",
                RequestJson.links(Kind.EPIC, "f", List.of("5")));
        assertEquals("{\"goal\":{\"custom_object_links\":{\"f\":[]}}}", RequestJson.links(Kind.GOAL, "f", List.of()));
    }

    @Test
    void aRecordForAScriptIsTheScriptsOwn() {
        Map<String, Object> fields = new HashMap<>(Map.of("a", "b"));
        CustomTableRecord record = new CustomTableRecord(
                "5",
                "1",
                "t",
                fields,
                Map.of("l", List.of("6")),
                List.of(Map.of("key", "k")),
                "c",
                "u",
                Map.of("name", "n"));
        Map<String, Object> map = record.toMap("read");
        assertEquals(
                List.of(
                        "id",
                        "productId",
                        "table",
                        "fields",
                        "links",
                        "linkedRecords",
                        "createdAt",
                        "updatedAt",
                        "createdBy",
                        "outcome"),
                List.copyOf(map.keySet()));
        assertEquals(
                List.of(
                        "5",
                        "1",
                        "t",
                        Map.of("a", "b"),
                        Map.of("l", List.of("6")),
                        List.of(Map.of("key", "k")),
                        "c",
                        "u",
                        Map.of("name", "n"),
                        "read"),
                List.copyOf(map.values()));
        ((Map<?, ?>) map.get("fields")).clear();
        ((List<?>) ((Map<?, ?>) map.get("links")).get("l")).clear();
        ((Map<?, ?>) ((List<?>) map.get("linkedRecords")).get(0)).clear();
        ((Map<?, ?>) map.get("createdBy")).clear();
        assertEquals("b", record.fields().get("a"));
        assertEquals(Map.of("z", 1), record.withFields(Map.of("z", 1)).fields());
        assertEquals("5", record.withFields(Map.of()).id());
        assertEquals(
                List.of("id", "table", "fields", "links", "linkedRecords", "outcome"),
                List.copyOf(CustomTableRecord.unread("7", "t").toMap("kept").keySet()));
        assertEquals(Collections.emptyMap(), CustomTableRecord.unread("7", "t").fields());
    }

    @Test
    void timesOfAha() {
        assertEquals(Optional.of(Instant.parse("2019-01-01T00:00:00Z")), Timestamps.parse("2019-01-01T00:00:00.000Z"));
        assertEquals(Optional.of(Instant.parse("2019-01-01T00:00:00Z")), Timestamps.parse("2019-01-01T02:00:00+02:00"));
        assertEquals(Optional.empty(), Timestamps.parse("2019-01-01"));
        assertEquals(Optional.empty(), Timestamps.parse(null));
    }
}
