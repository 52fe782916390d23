package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to one POST, there is one record afterwards, or one clear sentence and none. */
class FaultsOnCreateTest {
    private static final Map<String, Object> FIELDS = Map.of("name", "New", "website", "www.new.example");
    private static final Map<Fault, Reason> REFUSALS = new EnumMap<>(Map.of(
            Fault.MOVED_PERMANENTLY, Reason.REDIRECTED,
            Fault.FOUND, Reason.REDIRECTED,
            Fault.TEMPORARY_REDIRECT, Reason.REDIRECTED,
            Fault.UNAUTHORIZED, Reason.UNAUTHORIZED,
            Fault.REFUSED_WITH_SUCCESS, Reason.REFUSED,
            Fault.NOT_FOUND, Reason.NOT_FOUND));

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void oneFault(Fault fault) throws Exception {
        aha.simulator.faults().when((method, path) -> method.equals("POST"), 1, fault);
        if (REFUSALS.containsKey(fault)) {
            AhaException refused = assertThrows(AhaException.class, () -> aha.create(FIELDS));
            assertEquals(REFUSALS.get(fault), refused.getReason());
            assertFalse(refused.mayHaveBeenActedOn());
            assertEquals(0, aha.customersNamed("New").size());
            assertEquals(1, aha.simulator.requests().size(), "nothing to look for, nothing to repeat");
            return;
        }
        CustomTableRecord created = aha.create(FIELDS);
        assertEquals(1, aha.customersNamed("New").size());
        assertEquals(aha.customersNamed("New").get(0).id(), created.id());
        assertEquals(FIELDS, created.fields());
        assertEquals(fault.isStored() ? 1 : 2, aha.seen("POST"));
        assertTrue(aha.log.stream().noneMatch(line -> line.contains("www.new.example")), "field values are logged");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_AFTER_STORING", "SERVER_ERROR_AFTER_STORING", "HTML_AFTER_STORING", "TRUNCATED_BODY"})
    void noteWhatWasFound(Fault fault) throws Exception {
        aha.simulator.faults().next(fault);
        CustomTableRecord created = aha.create(FIELDS);
        assertEquals(2, aha.log.size());
        assertEquals(3, aha.seen("GET"), "Aha!'s time, the record, and whose API key this is");
        assertTrue(aha.log.get(0).endsWith("; looking whether the record was created all the same."));
        assertEquals(
                "Found record " + created.id() + ": it had been created although the answer was lost.", aha.log.get(1));
    }

    @Test
    void everyPostIsLostAndNoneStored() {
        aha.simulator.faults().when((method, path) -> method.equals("POST"), 99, Fault.DROPPED_BEFORE_STORING);
        AhaException lost = assertThrows(AhaException.class, () -> aha.create(FIELDS));
        assertEquals(RetryPolicy.DEFAULT.tries(), aha.seen("POST"));
        assertEquals(Reason.UNREACHABLE, lost.getReason());
        assertTrue(lost.getMessage().endsWith("It was sent 6 times, and no record like it was found."));
        assertEquals("The record was not created; sending it again (try 2 of 6).", aha.log.get(1));
        assertEquals("The record was not created; sending it again (try 6 of 6).", aha.log.get(9));
    }

    @Test
    void theSearchFailsAsWell() {
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING).when((m, p) -> m.equals("GET"), 99, Fault.BAD_GATEWAY);
        AhaException lost = assertThrows(AhaException.class, () -> aha.create(FIELDS));
        assertTrue(lost.mayHaveBeenActedOn());
        assertTrue(lost.getMessage()
                .contains(" The record may have been created; looking for it failed too: Could not"
                        + " list the records of table customers of product PRJ1: Aha! answered 502 Bad Gateway"));
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void limitedByTheServer() throws Exception {
        aha.simulator.faults().next(Fault.TOO_MANY_REQUESTS, Fault.TOO_MANY_REQUESTS_WITHOUT_HEADERS);
        aha.create(FIELDS);
        assertEquals(3, aha.seen("POST"));
        assertEquals(0, aha.seen("GET"), "a 429 was surely not acted on");
    }
}
