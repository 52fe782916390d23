package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
    private final VirtualTime time = new VirtualTime();
    private final RecentWrites writes = new RecentWrites(time);

    private static CustomTableRecord record(String id, String name) {
        return new CustomTableRecord(
                id, "77", "customers", Map.of("name", name), Map.of(), Map.of(), List.of(), null, null, null);
    }

    @Test
    void whatWasCreatedIsKnownByKeyAndIdOfTheProduct() {
        writes.created("PRJ1", "customers", record("5", "a"));
        assertEquals(List.of(record("5", "a")), writes.createdIn("prj1", "customers"));
        assertEquals(List.of(record("5", "a")), writes.createdIn("77", "customers"));
        assertEquals(List.of(), writes.createdIn("PRJ2", "customers"));
        assertEquals(List.of(), writes.createdIn("PRJ1", "others"));
        writes.updated(record("5", "b"));
        writes.updated(record("6", "never created here"));
        assertEquals(List.of(record("5", "b")), writes.createdIn("PRJ1", "customers"));
        writes.deleted("5");
        assertEquals(List.of(), writes.createdIn("PRJ1", "customers"));
        assertTrue(writes.isCreatedHere("5"), "a lagging list may still show it");
    }

    @Test
    void recordsAreForgottenAfterTheLagAndTheirIdsMuchLater() {
        writes.created("PRJ1", "customers", record("5", "a"));
        time.pass(Duration.ofSeconds(20));
        writes.created("PRJ1", "customers", record("6", "a"));
        time.pass(Duration.ofSeconds(10));
        assertEquals(2, writes.createdIn("PRJ1", "customers").size());
        time.pass(Duration.ofNanos(1));
        assertEquals(List.of(record("6", "a")), writes.createdIn("PRJ1", "customers"));
        time.pass(Duration.ofMinutes(59).plusSeconds(30).minusNanos(1));
        assertTrue(writes.isCreatedHere("5"));
        time.pass(Duration.ofNanos(1));
        assertFalse(writes.isCreatedHere("5"));
        assertTrue(writes.isCreatedHere("6"));
        assertFalse(writes.isCreatedHere("7"));
    }

    @Test
    void theClientTellsWhatItWrites() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            String id = aha.create(Map.of("name", "a")).id();
            aha.client.update(id, Map.of("name", "b"));
            CustomTableRecord known =
                    aha.account.recentWrites().createdIn("PRJ1", "customers").get(0);
            assertEquals("b", known.fields().get("name"));
            RecentWrites.Creating mine = aha.account.recentWrites().creating("customers", Map.of());
            assertEquals(List.of(), aha.account.recentWrites().wantedByOthers(mine), "it is settled");
            aha.client.delete(id);
            assertEquals(List.of(), aha.account.recentWrites().createdIn("PRJ1", "customers"));
        }
    }

    @Test
    void warningsSaySo() {
        StringBuilder logged = new StringBuilder();
        BuildLog log = logged::append;
        log.warn("x");
        assertEquals("Warning: x", logged.toString());
    }

    @Test
    void createsUnderWay() {
        RecentWrites.Creating mine = writes.creating("customers", Map.of("name", "a"));
        assertEquals(List.of(), writes.wantedByOthers(mine));
        RecentWrites.Creating other = writes.creating("customers", Map.of("name", "b"));
        assertEquals(List.of(Map.of("name", "b")), writes.wantedByOthers(mine));
        writes.settled(other);
        writes.creating("partners", Map.of("name", "a"));
        assertEquals(List.of(), writes.wantedByOthers(mine));
    }
}
