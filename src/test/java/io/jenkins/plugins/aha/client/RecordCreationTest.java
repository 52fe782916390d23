package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.FieldsInAnswers;
import io.jenkins.plugins.aha.simulator.SimulatorWorld;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A create ends with exactly one record, also where its answer, or the controller, is lost. */
@Timeout(60)
class RecordCreationTest {
    private static final Map<String, Object> ACME = Map.of("name", "Acme Corp", "website", "www.acme.com");
    private static final Map<String, Object> TWIN = Map.of("name", "Twin");

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha(new Limits(10_000, 100_000));

    @BeforeEach
    void start() throws IOException {
        aha.simulator.limits().off();
    }

    /** What a step keeps on disk. */
    private static final class Note implements RecordCreation.Intent {
        private Instant begun;

        @Override
        public Optional<Instant> begun() {
            return Optional.ofNullable(begun);
        }

        @Override
        public void begin(Instant at) {
            begun = at;
        }
    }

    private CustomTableRecord create(AhaClient client, Map<String, Object> fields, RecordCreation.Intent intent)
            throws Exception {
        return new RecordCreation(client, "PRJ1", "customers", fields).create(intent);
    }

    @Test
    void twentyThreadsCreateEqualRecordsWhileAnswersAreLost() throws Exception {
        aha.simulator.faults().when((method, path) -> method.equals("POST"), 7, Fault.DROPPED_AFTER_STORING);
        aha.simulator.faults().when((method, path) -> method.equals("POST"), 5, Fault.DROPPED_BEFORE_STORING);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<CustomTableRecord>> creates = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String product = i % 2 == 0 ? "PRJ1" : "131414752";
            creates.add(threads.submit(() ->
                    new RecordCreation(aha.client, product, "customers", TWIN).create(RecordCreation.Intent.none())));
        }
        List<String> ids = new ArrayList<>();
        for (Future<CustomTableRecord> create : creates) {
            ids.add(create.get().id());
        }
        threads.shutdown();
        Set<String> stored =
                aha.customersNamed("Twin").stream().map(r -> r.id()).collect(Collectors.toSet());
        assertEquals(20, stored.size());
        assertEquals(stored, Set.copyOf(ids));
    }

    @Test
    void anEqualRecordThatWasThereBeforeIsNotTheOne() throws Exception {
        AhaSimulator yesterday =
                AhaSimulator.start(0, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30)), aha.time::nanos);
        try (yesterday) {
            SimulatorWorld.populate(yesterday);
            AhaClient client =
                    aha.open(SimulatedAha.account(SimulatedAha.settings(yesterday.url(), Limits.DOCUMENTED), aha.time));
            client.list("PRJ1", "customers", null, 1, 200);
            yesterday.faults().next(Fault.DROPPED_BEFORE_STORING);
            CustomTableRecord created = create(client, ACME, RecordCreation.Intent.none());
            assertNotEquals(SimulatedAha.ACME, created.id());
        }
    }

    @Test
    void severalThatMayBeItAreNamed() {
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", TWIN);
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        aha.simulator.state().giveIds("72");
        AhaException unclear = assertThrows(AhaException.class, () -> aha.create(TWIN));
        assertEquals(Reason.UNCERTAIN, unclear.getReason());
        assertEquals(
                "Could not find out whether a record was created in table customers of product PRJ1: the answer was"
                        + " lost, and several new records have the same values: 71, 72. Delete the superfluous ones"
                        + " in Aha!.",
                unclear.getMessage());
    }

    @Test
    void aRecordThatWasAnsweredToAnotherCreateIsNotTheOne() throws Exception {
        CustomTableRecord first = aha.create(TWIN);
        aha.time.pass(RecentWrites.LONGEST_LAG.plusMinutes(5));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        CustomTableRecord second = aha.create(TWIN);
        assertNotEquals(first.id(), second.id());
        assertEquals(2, aha.customersNamed("Twin").size());
    }

    @Test
    void aReplicaThatLagsIsWaitedFor() throws Exception {
        aha.simulator.settings().staleMillis(3_000);
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        CustomTableRecord created = aha.create(TWIN);
        assertEquals(aha.customersNamed("Twin").get(0).id(), created.id());
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void theRecordOfTheFirstTryShowsUpDuringTheSecond() {
        aha.simulator.settings().staleMillis(7_900);
        aha.simulator
                .faults()
                .next(Fault.DROPPED_AFTER_STORING)
                .when((method, path) -> method.equals("POST"), 1, Fault.DROPPED_AFTER_STORING);
        AhaException unclear = assertThrows(AhaException.class, () -> aha.create(TWIN));
        assertEquals(Reason.UNCERTAIN, unclear.getReason());
        aha.customersNamed("Twin")
                .forEach(twin -> assertTrue(unclear.getMessage().contains(twin.id())));
    }

    @Test
    void aFieldThatAhaDroppedDoesNotHideTheRecord() throws Exception {
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        CustomTableRecord created = aha.create(Map.of("name", "Twin", "no_such_field", "x"));
        assertEquals(aha.customersNamed("Twin").get(0).id(), created.id());
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void aRecordWithAnotherValueIsNotTheOne() throws Exception {
        aha.simulator.state().table("customers").field("region", "Region", FieldType.STRING);
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", Map.of("name", "Twin", "region", "other"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals(
                "71", aha.create(Map.of("name", "Twin", "region", "mine")).id());
        assertEquals(2, aha.customersNamed("Twin").size());
    }

    @Test
    void nothingSentIsNoReasonToTakeAnybodysRecord() throws Exception {
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", TWIN);
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals("71", aha.create(Map.of("name", "")).id());
    }

    @Test
    void aRecordThatIsExactlyWhatAnotherCreateWantsIsLeftToIt() throws Exception {
        aha.simulator.state().seedRecord("71", "PRJ1", "customers", Map.of("name", "Twin", "website", "w"));
        RecentWrites.Creating other =
                aha.account.recentWrites().creating("customers", Map.of("name", "Twin", "website", "w"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals("71", aha.create(TWIN).id());
        aha.account.recentWrites().settled(other);
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertEquals("71", aha.create(TWIN).id(), "no other create wants it, and it agrees in all that was sent");
    }

    @Test
    void anotherLifeFindsTheRecordOfTheFirst() throws Exception {
        Note note = new Note();
        aha.client.list("PRJ1", "customers", null, 1, 1);
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING, Fault.UNAUTHORIZED);
        assertThrows(AhaException.class, () -> create(aha.client, TWIN, note));
        Instant noted = note.begun;
        AhaAccount restarted = SimulatedAha.account(aha.account.settings(), aha.time);
        CustomTableRecord found = create(aha.open(restarted), TWIN, note);
        assertEquals(aha.customersNamed("Twin").get(0).id(), found.id());
        assertEquals(1, aha.seen("POST"));
        assertEquals(noted, note.begun);
        assertTrue(restarted.recentWrites().isCreatedHere(found.id()));
    }

    @Test
    void anotherLifeSendsWhatTheFirstCouldNot() throws Exception {
        Note note = new Note();
        note.begun = Instant.now();
        create(aha.client, TWIN, note);
        assertEquals(1, aha.customersNamed("Twin").size());
        assertEquals(1, aha.seen("POST"));
        assertEquals(4, aha.seen("GET"), "it is looked for as long as a replica may lag");
    }

    @Test
    void aClockThatNoAnswerConfirmedIsNotTrusted() throws Exception {
        Note note = new Note();
        create(aha.client, TWIN, note);
        assertEquals(aha.time.now().minus(Duration.ofMinutes(5)), note.begun);
        Note second = new Note();
        create(aha.client, Map.of("name", "Other"), second);
        assertTrue(Duration.between(second.begun, Instant.now()).abs().toMinutes() < 2, "Aha!'s own time by now");
    }

    @Test
    void whatAReplicaNeverShowsIsKnownAsFarAsItWasAnswered() throws Exception {
        aha.simulator.settings().staleMillis(3_600_000).values().inAnswers(FieldsInAnswers.EMPTY_LIST);
        CustomTableRecord created = aha.create(TWIN);
        assertEquals(aha.customersNamed("Twin").get(0).id(), created.id());
        assertEquals(Map.of(), created.fields());
        assertEquals(1 + RecentWrites.LOOKS.size(), aha.seen("GET"));
    }

    @Test
    void aRecordThatCannotBeReadAfterItsCreateIsNamed() {
        aha.simulator.settings().values().inAnswers(FieldsInAnswers.EMPTY_LIST);
        aha.simulator.faults().next(Fault.NONE, Fault.UNAUTHORIZED);
        AhaException unread = assertThrows(AhaException.class, () -> aha.create(TWIN));
        String id = aha.customersNamed("Twin").get(0).id();
        assertTrue(
                unread.getMessage()
                        .startsWith(
                                "Created record " + id + " in table customers of product PRJ1, but Aha!'s answer left"
                                        + " out its fields. Could not read record " + id),
                unread.getMessage());
    }

    @Test
    void aRecordThatIsGoneAfterAnUpdateWithoutAnswerIsAnError() {
        aha.simulator.faults().next(Fault.EMPTY_AFTER_STORING, Fault.NOT_FOUND);
        AhaException gone =
                assertThrows(AhaException.class, () -> aha.client.update(SimulatedAha.ACME, Map.of("name", "A")));
        assertEquals(Reason.NOT_FOUND, gone.getReason());
    }
}
