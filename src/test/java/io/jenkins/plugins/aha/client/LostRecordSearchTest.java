package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import io.jenkins.plugins.aha.simulator.SimulatorWorld;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which records a search for a lost one looks at, and which it takes. */
@Timeout(60)
class LostRecordSearchTest {
    private static final Map<String, Object> TWIN = Map.of("name", "Twin");
    private static final String CREATOR = "created_by_user";

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    @BeforeEach
    void start() throws IOException {
        aha.simulator.state().table("customers").field("tier", "Tier", FieldType.STRING);
    }

    @Test
    void anOldRecordThatWasJustChangedIsNotTheOne() throws Exception {
        AtomicLong setBack = new AtomicLong(3600);
        InstantSource clock = () -> Instant.now().minusSeconds(setBack.get());
        try (AhaSimulator server = AhaSimulator.start(0, clock.withZone(ZoneOffset.UTC), aha.time::nanos)) {
            SimulatorWorld.populate(server);
            setBack.set(0);
            server.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, "8397122", "name", "1", "Twin");
            AhaClient client =
                    aha.open(SimulatedAha.account(SimulatedAha.settings(server.url(), Limits.DOCUMENTED), aha.time));
            client.get("8397122");
            server.faults().next(Fault.DROPPED_BEFORE_STORING);
            CustomTableRecord created =
                    new RecordCreation(client, "PRJ1", "customers", TWIN).create(RecordCreation.Intent.none());
            assertNotEquals("8397122", created.id());
        }
    }

    @Test
    void theSearchReachesBackToTheFirstTryByAhasOwnTime() throws Exception {
        Instant before = Instant.now();
        aha.client.get(SimulatedAha.ACME);
        Instant after = Instant.now();
        Fault limited = Fault.TOO_MANY_REQUESTS_WITHOUT_HEADERS;
        aha.simulator.faults().next(limited, limited, limited, Fault.DROPPED_AFTER_STORING);
        aha.create(TWIN);
        SeenRequest search = aha.simulator.requests().get(5);
        Instant since = Instant.parse(
                search.rawQuery().replaceAll(".*updated_since=", "").replace("%3A", ":"));
        assertFalse(since.isBefore(before.minusSeconds(4)), since + " is more than the tolerance before " + before);
        assertFalse(since.isAfter(after.minusSeconds(3)), since + " is not before " + after);
    }

    @Test
    void withoutAhasTimeTheSearchReachesBackFurther() throws Exception {
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        aha.create(TWIN);
        List<SeenRequest> seen = aha.simulator.requests();
        assertEquals("page=1&per_page=1", seen.get(1).rawQuery(), "asks what time it is");
        assertEquals("/api/v1/me", seen.get(3).rawPath(), "whose record it may be is asked only where there is one");
        assertEquals(4, seen.size());
    }

    @Test
    void aRecordWithAllValuesIsTakenBeforeOneThatLacksSome() throws Exception {
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", Map.of("name", "T", "website", "w", "tier", "t"));
        aha.simulator.state().seedRecord("72", "PRJ1", "customers", Map.of("name", "T"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertEquals("71", aha.create(Map.of("name", "T", "website", "w")).id());
    }

    @Test
    void aRecordThatAgreesInNothingIsNotTaken() throws Exception {
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", Map.of("tier", "gold"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals("71", aha.create(TWIN).id());
    }

    @Test
    void aTwinThatShowsUpAfterTheRepeatWasAnsweredIsNamed() {
        // Longer than the search after the first try, shorter than the one after the second.
        aha.simulator.settings().staleMillis(9_000);
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        aha.simulator.state().giveIds("72");
        AhaException unclear = assertThrows(AhaException.class, () -> aha.create(TWIN));
        assertEquals(AhaException.Reason.UNCERTAIN, unclear.getReason());
        List<String> twins =
                aha.customersNamed("Twin").stream().map(StoredRecord::id).toList();
        assertEquals("72", twins.get(0));
        assertEquals(2, twins.size());
        assertEquals(
                "Created record " + twins.get(1)
                        + " in table customers of product PRJ1, but an earlier try, whose answer was lost, may have"
                        + " created one as well, which showed up late: 72. Delete the superfluous ones in Aha!.",
                unclear.getMessage());
    }

    @Test
    void whatIsCreatedByARepeatIsLookedForALittleLonger() throws Exception {
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        CustomTableRecord created = aha.create(TWIN);
        assertEquals(aha.customersNamed("Twin").get(0).id(), created.id());
        assertEquals(2, aha.seen("POST"));
        assertEquals(1 + 4 + 4, aha.seen("GET"), "the time, and two searches");
    }

    @Test
    void whoCannotLookAfterARepeatStillHasItsRecord() throws Exception {
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        aha.simulator
                .faults()
                .when((method, path) -> method.equals("GET"), 1 + 4, Fault.NONE)
                .when((method, path) -> method.equals("GET"), 99, Fault.UNAUTHORIZED);
        CustomTableRecord created = aha.create(TWIN);
        assertEquals(aha.customersNamed("Twin").get(0).id(), created.id());
        String last = aha.log.get(aha.log.size() - 1);
        assertTrue(last.startsWith("Record " + created.id() + " was created, but whether an earlier try"), last);
    }

    private void seed(String id, Map<String, ?> fields) {
        aha.simulator.state().seedRecord(id, "PRJ1", "customers", fields);
    }

    /** What becomes of a create whose first request is lost, where answers show something else for a part of them. */
    private CustomTableRecord createSeeing(String part, String into, Map<String, Object> fields) throws Exception {
        AhaClient client = aha.open(aha.account.watched(transport -> request -> {
            Response answer = transport.send(request);
            String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(part, into);
            return new Response(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
        }));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        return new RecordCreation(client, "PRJ1", "customers", fields).create(RecordCreation.Intent.none());
    }

    @Test
    void withoutItsCreatorARecordIsTakenByItsValuesAndNamedWhereTheyProveNothing() throws Exception {
        seed("71", Map.of("name", "Twin"));
        Map<String, Object> partly = Map.of("name", "Twin", "no_such_field", "x");
        assertEquals("71", createSeeing(CREATOR, "x", partly).id());
        seed("72", Map.of());
        AhaException unclear =
                assertThrows(AhaException.class, () -> createSeeing(CREATOR, "x", Map.of("no_such_field", "x")));
        assertTrue(unclear.getMessage().contains("may be it, or not: 72."), unclear.getMessage());
    }

    @Test
    void aUserWithoutIdIsAnyUser() throws Exception {
        seed("71", TWIN);
        assertEquals(
                "71",
                createSeeing("\"user\":\\{\"id\"", "\"user\":{\"x\"", TWIN).id());
    }

    @Test
    void aFieldThatIsShownWithoutAValueIsNoOtherValue() throws Exception {
        seed("71", Map.of("name", "Twin", "website", "none"));
        seed("72", Map.of("name", "Twin", "tier", "gold"));
        assertEquals("71", createSeeing("\"none\"", "null", TWIN).id());
    }

    @Test
    void aRecordWithoutAnyValueIsWhatACreateWithoutAnyMade() throws Exception {
        seed("71", Map.of());
        assertEquals("71", createSeeing("none", "none", Map.of("name", "")).id());
    }

    @Test
    void allRecordsThatMayBeItAreNamed() throws Exception {
        aha.simulator.state().table("customers").field("note", "Note", FieldType.NOTE);
        seed("71", Map.of("note", "<p>build 1</p>"));
        seed("72", Map.of("note", "<p>build 2</p>"));
        AhaException unclear =
                assertThrows(AhaException.class, () -> createSeeing("none", "none", Map.of("note", "build 3")));
        assertTrue(unclear.getMessage().contains("may be it, or not: 71, 72."), unclear.getMessage());
    }
}
