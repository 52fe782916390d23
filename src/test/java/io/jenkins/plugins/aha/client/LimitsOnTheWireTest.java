package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits as the server measures them, with real requests in virtual time. */
@Timeout(60)
class LimitsOnTheWireTest {
    @Test
    void tenThousandRecordsWithFiftyRequestsCompleteAndInOrder() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.state().seedProduct("900", "BIG", "Big product");
            List<String> expected = new ArrayList<>();
            for (int number = 0; number < 10_000; number++) {
                expected.add(
                        aha.simulator.state().seedRecord("BIG", "customers", Map.of("name", "Customer " + number)));
            }
            RecordPages pages = new RecordPages(aha.client, "BIG", "customers", null, 200, Runnable::run, 6);
            List<String> found = new ArrayList<>();
            for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
                found.add(record.id());
            }
            assertEquals(expected, found);
            assertEquals(50, aha.simulator.requests().size());
            assertEquals(20, aha.simulator.limits().peakPerSecond());
            assertEquals(0, aha.simulator.limits().violations());
        }
    }

    @Test
    void fiftyClientsAtOnceStayWithinSecondAndMinute() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.time.among(50);
            ExecutorService threads = Executors.newFixedThreadPool(50);
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < 50; client++) {
                clients.add(threads.submit(() -> {
                    try {
                        for (int request = 0; request < 7; request++) {
                            aha.client.get(SimulatedAha.ACME);
                        }
                        return null;
                    } finally {
                        aha.time.leave();
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
            threads.shutdown();
            assertEquals(350, aha.simulator.requests().size());
            assertEquals(20, aha.simulator.limits().peakPerSecond());
            assertEquals(300, aha.simulator.limits().peakPerMinute());
            assertEquals(0, aha.simulator.limits().violations());
        }
    }

    @Test
    void aRefusalOfOneClientHoldsBackTheOthersOfTheSite() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(Fault.TOO_MANY_REQUESTS);
            aha.client.get(SimulatedAha.ACME);
            List<SeenRequest> seen = aha.simulator.requests();
            assertEquals(
                    1_000_000_000L, seen.get(1).arrivalNanos() - seen.get(0).arrivalNanos());
            assertTrue(aha.notices
                    .get(0)
                    .startsWith(
                            "Aha! answered 429 Too Many Requests; trying again in 1.0 s (GET /custom_object_records/"));
        }
    }
}
