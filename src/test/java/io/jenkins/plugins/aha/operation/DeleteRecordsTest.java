package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteRecordsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();
    private final List<String> ids =
            aha.customers().stream().map(StoredRecord::id).toList();

    @Test
    void recordsAreDeletedOnceEachInTheOrderGiven() throws Exception {
        Object deleted = build.run("ahaDeleteRecord", Map.of("id", List.of(ids.get(5), ids.get(0), ids.get(5))));
        assertEquals(List.of(ids.get(5), ids.get(0)), deleted);
        assertInstanceOf(ArrayList.class, deleted);
        assertEquals(10, aha.customers().size());
        assertEquals(2, aha.requests("DELETE"));
        assertEquals(2, build.changes().size());
    }

    @Test
    void eachDeleteIsOneLineAndOneRow() throws Exception {
        build.run("ahaDeleteRecord", Map.of("id", ids.get(0)));
        assertEquals(
                List.of(new Change(aha.time().now(), "delete", Subject.record(ids.get(0), ""), "deleted")),
                build.changes());
        assertEquals(List.of("Aha!: deleted record " + ids.get(0)), build.lines());
    }

    @Test
    void missingRecordFailsTheStep() {
        AhaException missing = assertThrows(
                AhaException.class,
                () -> build.helpedBy(Runnable::run)
                        .run("ahaDeleteRecord", Map.of("id", List.of(ids.get(0), "999", ids.get(1)))));
        assertEquals(404, missing.getStatus());
        assertTrue(
                missing.getMessage()
                        .endsWith("Done before: 1 of 3 (record " + ids.get(0)
                                + "); failed: record 999; not begun: 1, from" + " record " + ids.get(1) + "."),
                missing.getMessage());
        assertEquals(1, build.changes().size());
    }

    @Test
    void missingRecordIsToldAndSkippedWhereThatIsAllowed() throws Exception {
        Object deleted = build.run("ahaDeleteRecord", Map.of("id", List.of("999", ids.get(1)), "ifMissing", "ignore"));
        assertEquals(List.of(ids.get(1)), deleted);
        assertTrue(build.lines().contains("Aha!: record 999 does not exist (any more); skipped."));
        assertEquals(1, build.changes().size());
    }

    @Test
    void onlyMissingRecordsAreSkipped() {
        aha.state().forbid(ids.get(0));
        AhaException refused = assertThrows(
                AhaException.class,
                () -> build.run("ahaDeleteRecord", Map.of("id", ids.get(0), "ifMissing", "ignore")));
        assertEquals(403, refused.getStatus());
        AhaException rehearsed = assertThrows(
                AhaException.class,
                () -> build.run("ahaDeleteRecord", Map.of("id", ids.get(0), "ifMissing", "ignore", "dryRun", true)));
        assertEquals(403, rehearsed.getStatus());
    }

    @Test
    void lostAnswerIsNoMissingRecord() throws Exception {
        aha.simulator().faults().next(Fault.DROPPED_AFTER_STORING);
        assertEquals(List.of(ids.get(0)), build.run("ahaDeleteRecord", Map.of("id", ids.get(0))));
        assertEquals(1, build.changes().size());
    }

    @Test
    void aRecordThatIsStillShownAfterA404IsDeletedAgain() throws Exception {
        aha.simulator().faults().next(Fault.BAD_GATEWAY, Fault.NOT_FOUND);
        assertEquals(List.of(ids.get(0)), build.run("ahaDeleteRecord", Map.of("id", ids.get(0))));
        assertEquals(11, aha.customers().size());
        assertEquals(3, aha.requests("DELETE"));
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHORIZED, NONE", "NOT_FOUND, UNAUTHORIZED"})
    void aRefusalAfterALostAnswerIsNoMissingRecord(Fault second, Fault third) {
        aha.simulator().faults().next(Fault.BAD_GATEWAY, second, third);
        AhaException refused =
                assertThrows(AhaException.class, () -> build.run("ahaDeleteRecord", Map.of("id", ids.get(0))));
        assertEquals(AhaException.Reason.UNAUTHORIZED, refused.getReason());
        assertEquals(List.of(), build.changes());
    }

    @Test
    void aCopyThatLagsDoesNotMakeADeletedRecordAnError() throws Exception {
        aha.simulator().settings().staleMillis(60_000);
        aha.simulator().faults().next(Fault.DROPPED_AFTER_STORING, Fault.NONE, Fault.STALE_READ);
        assertEquals(List.of(ids.get(0)), build.run("ahaDeleteRecord", Map.of("id", ids.get(0))));
        assertEquals(11, aha.customers().size());
        assertEquals(3, aha.requests("DELETE"));
    }

    @Test
    void emptyListDeletesNothing() throws Exception {
        assertEquals(List.of(), build.run("ahaDeleteRecord", Map.of("id", List.of())));
        assertEquals(List.of("Aha!: no records to delete, the list of ids is empty."), build.lines());
        assertEquals(0, aha.simulator().requests().size());
    }
}
