package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
            assertEquals(270, aha.simulator.limits().peakPerMinute(), "a tenth is kept for other builds");
            assertEquals(0, aha.simulator.limits().violations());
        }
    }

    /** Twenty requests are counted just before their answers came, the next twenty right after they were sent. */
    @Test
    void aNetworkThatDelaysTheAnswersInsteadOfTheRequestsCausesNoRefusal() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            AtomicInteger sent = new AtomicInteger();
            Connector connector = OkHttpTransport.connector(aha.account.settings());
            AhaAccount account = new AhaAccount(
                    aha.account.settings(),
                    (token, cancellation) -> {
                        Transport wire = connector.connect(token, cancellation);
                        return request -> {
                            Duration there = Duration.ofMillis(sent.incrementAndGet() <= 20 ? 100 : 0);
                            aha.time.sleep(there);
                            Response answer = wire.send(request);
                            aha.time.sleep(Duration.ofMillis(100).minus(there));
                            return answer;
                        };
                    },
                    aha.time,
                    new Random(1));
            AhaClient client = aha.open(account);
            aha.time.among(20);
            ExecutorService threads = Executors.newFixedThreadPool(20);
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < 20; caller++) {
                String name = "Customer " + caller;
                String id = aha.simulator.state().seedRecord("PRJ1", "customers", Map.of("name", name));
                callers.add(threads.submit(() -> {
                    try {
                        client.get(id);
                        client.update(id, Map.of("name", name + " renamed"));
                        return null;
                    } finally {
                        aha.time.leave();
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            threads.shutdown();
            assertEquals(0, aha.simulator.limits().violations());
            assertEquals(40, aha.simulator.requests().size());
            for (int caller = 0; caller < 20; caller++) {
                assertEquals(
                        1, aha.customersNamed("Customer " + caller + " renamed").size());
            }
        }
    }

    @Test
    void aRefusalIsRepeatedAfterASecondAndLogged() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(Fault.TOO_MANY_REQUESTS);
            aha.client.get(SimulatedAha.ACME);
            List<SeenRequest> seen = aha.simulator.requests();
            assertEquals(
                    1_000_000_000L, seen.get(1).arrivalNanos() - seen.get(0).arrivalNanos());
            assertTrue(aha.log
                    .get(0)
                    .startsWith(
                            "Aha! answered 429 Too Many Requests; trying again in 1.0 s (GET /custom_object_records/"));
        }
    }
}
