package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StaleReadsTest {
    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private String rename(String name) throws Exception {
        return nameIn(session.put(ACME, body(name)).json());
    }

    private static String body(String name) {
        return "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"" + name + "\"}}}";
    }

    private String read() throws Exception {
        return nameIn(session.get(ACME).json());
    }

    private static String nameIn(JsonNode answer) {
        return answer.path("custom_object_record")
                .path("custom_fields")
                .path(0)
                .path("value")
                .asText();
    }

    private int count() throws Exception {
        return session.get(CUSTOMERS)
                .json()
                .path("pagination")
                .path("total_records")
                .asInt();
    }

    @Test
    void readsAreFreshUnlessSet() throws Exception {
        assertEquals("A", rename("A"));
        assertEquals("A", read());
    }

    @Test
    void nextReadsAfterEachWriteAreStale() throws Exception {
        session.simulator().settings().staleReads(2);
        assertEquals("A", rename("A"));
        assertEquals("Acme Corp", read());
        assertEquals("B", rename("B"));
        assertEquals("Acme Corp", read());
        assertEquals("A", read());
        assertEquals("B", read());
    }

    @Test
    void listsAreStaleAfterCreateAndDelete() throws Exception {
        session.simulator().settings().staleReads(1);
        session.post(CUSTOMERS, body("New"));
        assertEquals(2, count());
        assertEquals(3, count());
        session.delete(ACME);
        assertEquals(3, count());
        assertEquals(404, session.get(ACME).status());
    }

    @Test
    void readsAreStaleForSomeTime() throws Exception {
        session.simulator().settings().staleMillis(500);
        rename("A");
        session.pass(Duration.ofMillis(500).minusNanos(1));
        assertEquals("Acme Corp", read());
        session.pass(Duration.ofNanos(1));
        assertEquals("A", read());
    }

    @Test
    void writesSeeThePrimary() throws Exception {
        session.simulator().settings().staleReads(100);
        rename("A");
        JsonNode second = session.put(ACME, "{\"custom_object_record\":{\"custom_fields\":{\"website\":\"w\"}}}")
                .json();
        assertEquals("A", nameIn(second));
        assertEquals(
                "A",
                session.simulator()
                        .state()
                        .record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830")
                        .text("name"));
    }

    @Test
    void faultMakesOneReadLagOneWriteBehind() throws Exception {
        rename("A");
        rename("B");
        session.simulator().faults().next(Fault.STALE_READ);
        assertEquals("A", read());
        assertEquals("B", read());
    }

    @Test
    void seededRecordIsSeenAtOnce() throws Exception {
        session.simulator().settings().staleReads(100);
        rename("A");
        session.simulator().state().seedRecord("PRJ1", "customers", Map.of("name", "Seeded"));
        assertEquals(3, count());
        assertEquals("A", read());
    }
}
