package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.simulator.EmptyingLinks;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.LinksInAnswers;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one list of links: the demo release begins with the first customer. */
class LinkRecordsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private RecordedBuild build = aha.build();
    private final List<String> ids =
            aha.customers().stream().map(StoredRecord::id).toList();

    private static Map<String, Object> link(String mode, Object records) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("target", "prj1-r-1", "field", "customers", "records", records));
        parameters.put("mode", mode);
        return parameters;
    }

    private Map<String, Object> change(String mode, Object records) throws Exception {
        return build.records("ahaLinkRecords", link(mode, records)).get(0);
    }

    private List<String> stored() {
        return aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
    }

    @Test
    void addKeepsWhatIsThereAndTellsOnce() throws Exception {
        Map<String, Object> result = change(null, List.of(ids.get(2), ids.get(0), ids.get(1)));
        List<String> after = List.of(ids.get(0), ids.get(2), ids.get(1));
        assertEquals(after, stored());
        assertEquals(
                Map.of(
                        "target",
                        "PRJ1-R-1",
                        "kind",
                        "release",
                        "before",
                        List.of(ids.get(0)),
                        "after",
                        after,
                        "added",
                        List.of(ids.get(2), ids.get(1)),
                        "removed",
                        List.of(),
                        "changed",
                        true),
                result);
        assertEquals(
                List.of("target", "kind", "before", "after", "added", "removed", "changed"),
                new ArrayList<>(result.keySet()));
        String url = aha.simulator().url() + "/releases/PRJ1-R-1";
        Subject subject = new Subject("release", "", "", "PRJ1-R-1", "Release 1", url);
        String outcome = "linked 2 customers (" + ids.get(2) + ", " + ids.get(1) + ")";
        assertEquals(List.of(new Change(aha.time().now(), "link", subject, outcome)), build.changes());
        assertEquals(List.of("Aha!: release PRJ1-R-1 \"Release 1\": " + outcome), build.lines());
    }

    @Test
    void nothingIsWrittenWhenNothingChanges() throws Exception {
        assertEquals(false, change("add", ids.get(0)).get("changed"));
        assertEquals(false, change("remove", ids.get(1)).get("changed"));
        assertEquals(false, change("replace", ids.get(0)).get("changed"));
        String unchanged = "Aha!: release PRJ1-R-1 \"Release 1\": links 'customers' unchanged, 1 in all";
        assertEquals(Collections.nCopies(3, unchanged), build.lines());
        assertEquals(false, change("add", List.of()).get("changed"));
        assertEquals(
                "Aha!: nothing to link, the list of records is empty.",
                build.lines().get(3));
        assertEquals(0, aha.requests("PUT"));
        assertEquals(List.of(), build.changes());
    }

    @Test
    void replaceAndRemoveTellWhatTheyTookAway() throws Exception {
        Map<String, Object> replaced = change("replace", List.of(ids.get(1), ids.get(2)));
        assertEquals(List.of(ids.get(0)), replaced.get("removed"));
        assertEquals(List.of(ids.get(1), ids.get(2)), stored());
        assertEquals(
                "linked 2 customers (" + ids.get(1) + ", " + ids.get(2) + "), unlinked 1 (" + ids.get(0) + ")",
                build.changes().get(0).outcome());
        Map<String, Object> removed = change("remove", List.of(ids.get(2), ids.get(5)));
        assertEquals(List.of(ids.get(2)), removed.get("removed"));
        assertEquals(List.of(), removed.get("added"));
        assertEquals(List.of(ids.get(1)), stored());
        assertEquals(
                "unlinked 1 customers (" + ids.get(2) + ")",
                build.changes().get(1).outcome());
    }

    @ParameterizedTest
    @EnumSource(EmptyingLinks.class)
    void listIsEmptiedWhateverWayTheServerKnows(EmptyingLinks way) throws Exception {
        aha.simulator().settings().emptyingLinks(way);
        assertEquals(List.of(), change("clear", List.of()).get("after"));
        assertEquals(List.of(), stored());
        change("add", ids.get(3));
        aha.simulator().settings().linksInAnswers(LinksInAnswers.MISSING);
        assertEquals(List.of(ids.get(3)), change("remove", ids.get(3)).get("removed"));
        assertEquals(List.of(), stored());
        assertEquals(3, build.changes().size());
    }

    @Test
    void serverThatRefusesOneWayOfEmptyingIsAskedTheOther() throws Exception {
        aha.simulator().settings().emptyingLinks(EmptyingLinks.EMPTY_ARRAY_ONLY);
        OddAnswers.refuseBodiesWith(aha, "[\"\"]");
        build = aha.build();
        assertEquals(List.of(), change("clear", List.of()).get("after"));
        OddAnswers.refuseBodiesWith(aha, "[");
        build = aha.build();
        aha.state().seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", ids.get(0));
        AhaException refused = assertThrows(AhaException.class, () -> change("clear", List.of()));
        assertEquals(422, refused.getStatus());
    }

    @Test
    void listThatCannotBeEmptiedFailsLoudly() {
        OddAnswers.turnBodies(aha, "[]", "null");
        build = aha.build();
        aha.simulator().settings().emptyingLinks(EmptyingLinks.EMPTY_ARRAY_ONLY);
        AhaException left = assertThrows(AhaException.class, () -> change("remove", ids.get(0)));
        assertTrue(left.getMessage().contains("Still linked " + ids.get(0) + "."), left.getMessage());
        assertEquals(List.of(), build.changes());
    }

    @Test
    void otherTroubleWhileEmptyingIsNotMistakenForAWayThatDoesNotWork() {
        aha.simulator().faults().next(Fault.NONE);
        aha.simulator().faults().next(Fault.UNAUTHORIZED);
        AhaException refused = assertThrows(AhaException.class, () -> change("clear", List.of()));
        assertEquals(401, refused.getStatus());
        assertEquals(1, aha.requests("PUT"));
    }

    @Test
    void unknownIdsThatAhaIgnoresAreNamedAndWhatChangedIsTold() throws Exception {
        AhaException differs = assertThrows(AhaException.class, () -> change("add", List.of(ids.get(1), "999")));
        assertEquals(AhaException.Reason.UNCERTAIN, differs.getReason());
        assertEquals(
                "The links 'customers' of release PRJ1-R-1 were written, but Aha! holds another list: missing 999."
                        + " Check that 'customers' is the API key of a link field of releases, that it takes more than"
                        + " one record, and that the records exist in the table it links to.",
                differs.getMessage());
        assertEquals(List.of(ids.get(0), ids.get(1)), stored());
        assertEquals(
                List.of("linked 1 customers (" + ids.get(1) + ")"),
                build.changes().stream().map(Change::outcome).toList());
        assertEquals(List.of(ids.get(0), ids.get(1)), change("add", ids.get(0)).get("before"));
    }

    @Test
    void unknownIdAloneChangesNothing() {
        assertThrows(AhaException.class, () -> change("add", "999"));
        assertEquals(List.of(ids.get(0)), stored());
        assertEquals(List.of(), build.changes());
        aha.simulator().settings().unknownLinkIds(OnUnknown.REJECTED);
        AhaException refused = assertThrows(AhaException.class, () -> change("add", "999"));
        assertEquals(422, refused.getStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "remove"})
    void nothingToLinkIsAnErrorThatTheErrorPolicyDecidesOn(String mode) {
        Map<String, Object> parameters = link(mode, "");
        AhaException nothing = assertThrows(AhaException.class, () -> build.records("ahaLinkRecords", parameters));
        assertEquals(
                "Could not link records by 'customers': there is nothing to link, since ahaLinkRecords was given no"
                        + " 'records'. Check the step or variable that they come from.",
                nothing.getMessage());
        parameters.remove("records");
        assertThrows(AhaException.class, () -> build.records("ahaLinkRecords", parameters));
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void replaceNeedsRecordsAndClearTakesNone() {
        for (Object none : new Object[] {List.of(), ""}) {
            ParameterException refused = assertThrows(ParameterException.class, () -> change("replace", none));
            assertEquals(
                    "ahaLinkRecords needs 'records' with mode 'replace'; to remove all links of the field, use mode"
                            + " 'clear'.",
                    refused.getMessage());
        }
        assertThrows(ParameterException.class, () -> change("clear", ids.get(0)));
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void clearTakesNoRecordsAndChangesNothingTwice() throws Exception {
        Map<String, Object> parameters = link("clear", "");
        parameters.remove("records");
        Map<String, Object> cleared =
                build.records("ahaLinkRecords", parameters).get(0);
        assertEquals(List.of(ids.get(0)), cleared.get("removed"));
        assertEquals(List.of(), stored());
        long puts = aha.requests("PUT");
        build = aha.build();
        assertEquals(false, build.records("ahaLinkRecords", parameters).get(0).get("changed"));
        assertEquals(puts, aha.requests("PUT"));
    }

    /** A record of the list is deleted, but the release still names it. */
    private void linkDeletedRecord() {
        aha.simulator().settings().danglingLinks(true);
        aha.state().seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", ids.get(0), ids.get(1), ids.get(2));
        aha.state().removeRecord(ids.get(1));
    }

    @ParameterizedTest
    @EnumSource(OnUnknown.class)
    void recordsThatWereDeletedMeanwhileAreANotice(OnUnknown unknown) throws Exception {
        linkDeletedRecord();
        aha.simulator().settings().unknownLinkIds(unknown);
        Map<String, Object> added = change("add", ids.get(3));
        assertEquals(List.of(ids.get(0), ids.get(2), ids.get(3)), stored());
        assertEquals(List.of(ids.get(3)), added.get("added"));
        assertEquals(List.of(ids.get(1)), added.get("removed"));
        assertEquals(stored(), added.get("after"));
        String log = String.join("\n", build.lines());
        assertTrue(log.contains("Warning: Aha! "), log);
        assertTrue(log.contains(ids.get(1)), log);
        assertTrue(!log.contains(ids.get(0)), log);
        assertEquals(
                "linked 1 customers (" + ids.get(3) + "), unlinked 1 (" + ids.get(1) + ")",
                build.changes().get(0).outcome());
    }

    @ParameterizedTest
    @EnumSource(OnUnknown.class)
    void removingWorksBesideADeletedRecord(OnUnknown unknown) throws Exception {
        linkDeletedRecord();
        aha.simulator().settings().unknownLinkIds(unknown);
        change("remove", ids.get(0));
        assertEquals(List.of(ids.get(2)), stored());
        build = aha.build();
        change("remove", ids.get(2));
        assertEquals(List.of(), stored());
    }

    @Test
    void deletedRecordThatIsAskedForIsAnErrorAndNothingElseIsTakenAway() {
        linkDeletedRecord();
        aha.simulator().settings().unknownLinkIds(OnUnknown.REJECTED);
        List<String> before = stored();
        AhaException refused = assertThrows(AhaException.class, () -> change("add", List.of(ids.get(3), "999")));
        assertEquals(422, refused.getStatus());
        assertEquals(before, stored());
    }

    @Test
    void refusalForAnotherReasonTakesNoLinkAway() {
        OddAnswers.refuseBodiesWith(aha, "[");
        build = aha.build();
        AhaException refused = assertThrows(AhaException.class, () -> change("add", ids.get(3)));
        assertEquals(422, refused.getStatus());
        assertEquals(List.of(ids.get(0)), stored());
        assertEquals(List.of(), build.lines());
    }

    @Test
    void verifyFalseTurnsTheComparisonOff() throws Exception {
        Map<String, Object> parameters = link("add", "999");
        parameters.put("verify", false);
        assertEquals(
                List.of("999"),
                build.records("ahaLinkRecords", parameters).get(0).get("added"));
        assertEquals(1, aha.requests("GET"));
    }

    @Test
    void linksMissingFromTheAnswerAreReadUntilTheReplicaHasThem() throws Exception {
        aha.simulator().settings().linksInAnswers(LinksInAnswers.MISSING);
        aha.simulator().settings().staleReads(3);
        assertEquals(true, change("add", ids.get(1)).get("changed"));
        assertEquals(List.of(ids.get(0), ids.get(1)), stored());
        assertEquals(5, aha.requests("GET"));
        assertEquals(Duration.ofMillis(3_500), Duration.ofNanos(aha.time().passed()));
        aha.simulator().settings().staleReads(1_000);
        assertThrows(AhaException.class, () -> change("add", ids.get(2)));
    }

    @Test
    void twentyThreadsLoseNoLinkEvenWithStaleReads() throws Exception {
        aha.simulator().settings().staleReads(7);
        List<String> added = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            added.add(aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New " + number)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Object>> adds = added.stream()
                    .<Callable<Object>>map(id -> () -> aha.build().run("ahaLinkRecords", link("add", id)))
                    .toList();
            for (Future<Object> future : threads.invokeAll(adds)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(21, stored().size());
        assertTrue(new HashSet<>(stored()).containsAll(added));
    }

    private static Map<String, Object> waiting(Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("field", "customers"));
        parameters.putAll(more);
        return parameters;
    }

    @Test
    void recordsThatWaitForATargetAreFoundInTheTable() throws Exception {
        aha.state().seedRecord("71", "PRJ1", "customers", Map.of("name", "Waiting", "note", "for PRJ1-R-1"));
        aha.state().seedRecord("72", "PRJ1", "customers", Map.of("name", "Idle", "note", "for nothing"));
        Map<String, Object> parameters = waiting(Map.of(
                "target",
                List.of("PRJ1-R-1", "PRJ1-R-2"),
                "product",
                "PRJ1",
                "table",
                "customers",
                "waitingField",
                "note",
                "mode",
                "add"));
        assertEquals(1, build.records("ahaLinkRecords", parameters).size());
        assertEquals(List.of(ids.get(0), "71"), stored());
        assertTrue(
                build.lines().contains("Aha!: no record of table customers waits for 1 of 2 targets."),
                build.lines()::toString);
        parameters.put("waitingField", "notes");
        assertEquals(List.of(), build.run("ahaLinkRecords", parameters));
        assertEquals(1, build.warnings().size());
        parameters.put("waitingField", "note");
        parameters.put("mode", "remove");
        build.run("ahaLinkRecords", parameters);
        assertEquals(List.of(ids.get(0)), stored());
        aha.customers().forEach(record -> aha.state().removeRecord(record.id()));
        assertEquals(List.of(), build.run("ahaLinkRecords", parameters));
        assertEquals(1, build.warnings().size(), "an empty table may have any field");
    }

    @Test
    void waitingRecordsGoWithNoOtherParameters() {
        for (Map<String, ?> wrong : List.of(
                Map.of("product", "PRJ1"),
                Map.of("table", "customers"),
                Map.of("waitingField", "note", "records", "5"),
                Map.of("waitingField", "note", "mode", "replace"),
                Map.of("waitingField", "note", "mode", "clear"))) {
            Map<String, Object> parameters = waiting(wrong);
            parameters.put("target", "PRJ1-R-1");
            String message = assertThrows(ParameterException.class, () -> Invocation.of("ahaLinkRecords", parameters))
                    .getMessage();
            assertTrue(message.contains("'waitingField'"), message);
        }
    }

    @Test
    void targetsOfTheChangeLogAreLinkedBesidesThoseGiven() throws Exception {
        aha.state().seed(RecordKind.RELEASE, "5", "PRJ1", "PRJ1-R-2", "Release 2", null);
        Map<String, Object> parameters =
                waiting(Map.of("records", ids.get(1), "withFeatures", true, "kind", "release"));
        assertEquals(List.of(), Invocation.linking(parameters, List.of()).run(build));
        parameters.remove("kind");
        Invocation.linking(parameters, List.of("PRJ1-3")).run(build);
        assertEquals(List.of(ids.get(1)), aha.state().links(RecordKind.FEATURE, "PRJ1-3", "customers"));
        parameters.put("target", "PRJ1-R-1");
        Invocation.linking(parameters, List.of("PRJ1-R-2")).run(build);
        assertEquals(List.of(ids.get(0), ids.get(1)), stored());
        assertEquals(List.of(ids.get(1)), aha.state().links(RecordKind.RELEASE, "PRJ1-R-2", "customers"));
    }
}
