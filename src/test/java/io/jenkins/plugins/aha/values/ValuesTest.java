package io.jenkins.plugins.aha.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.RequestJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values as they are sent and handed to a script. */
class ValuesTest {
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
                Map.of(),
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
