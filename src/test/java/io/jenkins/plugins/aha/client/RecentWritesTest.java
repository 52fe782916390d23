package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
    private static final Reference RELEASE = new Reference(Kind.RELEASE, "PRJ1-R-1");

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
    void aListThatWasReplacedIsKnownForAWhile() {
        writes.linked(RELEASE, "customers", List.of("1", "2"), List.of("1", "2", "3"));
        Optional<List<String>> latest = Optional.of(List.of("1", "2", "3"));
        assertEquals(latest, writes.newerThan(RELEASE, "customers", List.of("2", "1")));
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", List.of("1", "2", "3")));
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", List.of("9")));
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "partners", List.of("1", "2")));
        assertEquals(Optional.empty(), writes.newerThan(Reference.toRecord("1"), "customers", List.of("1", "2")));
        time.pass(Duration.ofSeconds(30));
        assertEquals(latest, writes.newerThan(RELEASE, "customers", List.of("1", "2")));
        time.pass(Duration.ofNanos(1));
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", List.of("1", "2")));
    }

    /** Records that are deleted go from all lists, also from those that an old replica shows. */
    @Test
    void aListThatWasReplacedIsOldAlsoLessWhatWasDeleted() {
        writes.linked(RELEASE, "customers", List.of("gone", "kept"), List.of("kept", "added"));
        Optional<List<String>> latest = Optional.of(List.of("kept", "added"));
        assertEquals(latest, writes.newerThan(RELEASE, "customers", List.of("gone", "kept")));
        assertEquals(latest, writes.newerThan(RELEASE, "customers", List.of("kept")));
        for (List<String> changed :
                List.of(List.<String>of(), List.of("gone"), List.of("kept", "other"), List.of("added"))) {
            assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", changed), changed::toString);
        }
    }

    @Test
    void aListThatCameBackIsNotOld() {
        writes.linked(RELEASE, "customers", List.of(), List.of("1"));
        writes.linked(RELEASE, "customers", List.of("1"), List.of());
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", List.of()));
        assertEquals(Optional.of(List.of()), writes.newerThan(RELEASE, "customers", List.of("1")));
    }

    @Test
    void eachOldListAgesOnItsOwn() {
        writes.linked(RELEASE, "customers", List.of(), List.of("1"));
        time.pass(Duration.ofSeconds(20));
        writes.linked(RELEASE, "customers", List.of("1"), List.of("1", "2"));
        time.pass(Duration.ofSeconds(20));
        assertEquals(Optional.empty(), writes.newerThan(RELEASE, "customers", List.of()));
        assertEquals(Optional.of(List.of("1", "2")), writes.newerThan(RELEASE, "customers", List.of("1")));
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
