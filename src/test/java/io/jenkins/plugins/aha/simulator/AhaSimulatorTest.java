package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AhaSimulatorTest {
    private static final String NEW = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final AhaSimulator simulator = session.simulator();

    @Test
    void requestsAreLoggedAsTheyCame() throws Exception {
        session.header("X-Test", "1").get(CUSTOMERS + "?page=1&updated_since=2019-01-01T00%3A00%3A00Z");
        session.put("/api/v1/custom_object_records/6%34", NEW);
        List<SeenRequest> seen = simulator.requests();
        assertEquals(2, seen.size());
        assertEquals("GET", seen.get(0).method());
        assertEquals(CUSTOMERS, seen.get(0).rawPath());
        assertEquals(
                "page=1&updated_since=2019-01-01T00%3A00%3A00Z", seen.get(0).rawQuery());
        assertEquals("1", seen.get(0).header("x-TEST"));
        assertEquals("Bearer example-token", seen.get(0).header("Authorization"));
        assertNull(seen.get(0).header("X-None"));
        assertEquals("", seen.get(0).body());
        assertEquals(200, seen.get(0).status());
        assertEquals("/api/v1/custom_object_records/6%34", seen.get(1).rawPath());
        assertNull(seen.get(1).rawQuery());
        assertEquals(NEW, seen.get(1).body());
        assertEquals(404, seen.get(1).status());
        assertThrows(UnsupportedOperationException.class, () -> seen.remove(0));
        simulator.clearRequests();
        assertEquals(List.of(), simulator.requests());
    }

    @Test
    void oldestRequestsAreForgotten() throws Exception {
        simulator.rememberRequests(2);
        for (int page = 1; page <= 4; page++) {
            session.get(CUSTOMERS + "?page=" + page);
        }
        assertEquals(
                List.of("page=3", "page=4"),
                simulator.requests().stream().map(SeenRequest::rawQuery).toList());
    }

    @Test
    void requestsInParallelLoseNothing() throws Exception {
        simulator.limits().off();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(any -> session.http()
                        .sendAsync(session.request("POST", CUSTOMERS, NEW), HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get(30, TimeUnit.SECONDS).statusCode());
        }
        List<StoredRecord> records = simulator.state().records("PRJ1", "customers");
        assertEquals(202, records.stream().map(StoredRecord::id).distinct().count());
        assertEquals(200, simulator.limits().peakPerMinute());
        assertEquals(200, simulator.requests().size());
    }

    @Test
    void latencyDelaysEveryRequest() throws Exception {
        session.get(ACME);
        simulator.settings().latencyMillis(50);
        long start = System.nanoTime();
        session.get(ACME);
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void keptConnectionsAreNotDelayed() throws Exception {
        simulator.limits().off();
        session.get(ACME);
        // A delay, of 40 ms, would be one of all but the first requests; a busy machine lets some through more quickly.
        List<Long> times = new ArrayList<>();
        for (int request = 0; request < 50; request++) {
            long start = System.nanoTime();
            session.put(ACME, NEW);
            times.add(System.nanoTime() - start);
        }
        Collections.sort(times);
        assertTrue(times.get(9) < TimeUnit.MILLISECONDS.toNanos(38), "nanoseconds: " + times);
    }

    @Test
    void closeEndsStalledRequestsAndFreesThePort() throws Exception {
        simulator.faults().next(Fault.STALLED_BEFORE_STORING);
        CompletableFuture<HttpResponse<String>> answer =
                session.http().sendAsync(session.request("PUT", ACME, NEW), HttpResponse.BodyHandlers.ofString());
        while (simulator.faults().stalled() == 0) {
            Thread.sleep(1);
        }
        int port = URI.create(simulator.url()).getPort();
        simulator.close();
        assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
        assertThrows(IOException.class, () -> session.get(ACME));
        try (AhaSimulator next = AhaSimulator.start(port)) {
            assertEquals("http://127.0.0.1:" + port, next.url());
        }
    }

    @Test
    void timeStampsAreOfTheRealClockUnlessGiven() throws Exception {
        try (AhaSimulator real = AhaSimulator.start()) {
            SimulatorWorld.populate(real);
            StoredRecord acme = real.state().record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830");
            assertTrue(Math.abs(acme.createdAt().toEpochMilli() - System.currentTimeMillis()) < 60_000);
        }
    }

    @Test
    void stateTellsWhatIsAndRefusesWhatIsNot() {
        SimulatorState state = simulator.state();
        assertFalse(state.snapshot().isEmpty());
        assertEquals(List.of("640362830"), state.links(RecordKind.IDEA, "58056975", "revenue"));
        state.seedLinks(RecordKind.IDEA, "PRJ1-I-1", "revenue");
        assertEquals(List.of(), state.links(RecordKind.IDEA, "PRJ1-I-1", "revenue"));
        state.removeRecord("8397122");
        assertEquals(1, state.records("PRJ1", "customers").size());
        assertThrows(IllegalArgumentException.class, () -> state.record(RecordKind.IDEA, "PRJ1-I-9"));
        assertThrows(
                IllegalArgumentException.class,
                () -> state.seedLinks(RecordKind.IDEA, "PRJ1-I-1", "nothing", "8397122"));
    }
}
