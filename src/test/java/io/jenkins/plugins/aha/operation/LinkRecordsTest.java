package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.simulator.EmptyingLinks;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.LinksInAnswers;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of one list of links: the demo release begins with the first customer. */
class LinkRecordsTest {
    private SimulatedAha aha;
    private RecordedBuild build;
    private List<String> ids;

    @BeforeEach
    void start() throws Exception {
        aha = new SimulatedAha();
        build = aha.build();
        ids = aha.customers().stream().map(StoredRecord::id).toList();
    }

    @AfterEach
    void stop() {
        aha.close();
    }

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
        assertEquals(
                List.of(new Change(aha.time().now(), "link", "release", "PRJ1-R-1", url, "customers +2")),
                build.changes());
        assertEquals(List.of("Aha!: linked customers +2 of release PRJ1-R-1 " + url), build.lines());
    }

    @Test
    void nothingIsWrittenWhenNothingChanges() throws Exception {
        assertEquals(false, change("add", ids.get(0)).get("changed"));
        assertEquals(false, change("remove", ids.get(1)).get("changed"));
        assertEquals(false, change("replace", ids.get(0)).get("changed"));
        assertEquals(false, change("add", List.of()).get("changed"));
        assertEquals(0, aha.requests("PUT"));
        assertEquals(List.of(), build.lines());
        assertEquals(List.of(), build.changes());
    }

    @Test
    void replaceAndRemoveTellWhatTheyTookAway() throws Exception {
        Map<String, Object> replaced = change("replace", List.of(ids.get(1), ids.get(2)));
        assertEquals(List.of(ids.get(0)), replaced.get("removed"));
        assertEquals(List.of(ids.get(1), ids.get(2)), stored());
        assertEquals("customers +2 -1", build.changes().get(0).outcome());
        Map<String, Object> removed = change("remove", List.of(ids.get(2), ids.get(5)));
        assertEquals(List.of(ids.get(2)), removed.get("removed"));
        assertEquals(List.of(), removed.get("added"));
        assertEquals(List.of(ids.get(1)), stored());
        assertEquals("customers -1", build.changes().get(1).outcome());
    }

    @ParameterizedTest
    @EnumSource(EmptyingLinks.class)
    void listIsEmptiedWhateverWayTheServerKnows(EmptyingLinks way) throws Exception {
        aha.simulator().settings().emptyingLinks(way);
        assertEquals(List.of(), change("replace", List.of()).get("after"));
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
        assertEquals(List.of(), change("replace", List.of()).get("after"));
        OddAnswers.refuseBodiesWith(aha, "[");
        build = aha.build();
        aha.state().seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", ids.get(0));
        AhaException refused = assertThrows(AhaException.class, () -> change("replace", List.of()));
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
        AhaException refused = assertThrows(AhaException.class, () -> change("replace", List.of()));
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
                List.of("customers +1"),
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
        assertEquals(Duration.ofMillis(3_500), Duration.ofNanos(aha.time().nanos()));
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
}
