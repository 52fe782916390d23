package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.Paging;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upserts after the first one: what they cost, and that they see what others did. */
class UpsertIndexTest {
    private static final int RECORDS = 1_000;
    private static final int PAGES = 5;
    private static final String PRODUCT = "131414752";

    @AutoClose
    private final DemoAha aha = new DemoAha();

    @BeforeEach
    void readTheTableOnce() throws Exception {
        DemoWorld.fill(aha.simulator(), RECORDS);
        aha.time().sleep(Duration.ofMinutes(5));
        assertEquals("kept", upsert("Customer 500"));
        assertEquals(List.of(PAGES, 0), requests());
        aha.time().sleep(Duration.ofMinutes(5));
    }

    private Object upsert(String name) throws Exception {
        return upsert(Map.of("name", name));
    }

    private Object upsert(Map<String, ?> fields) throws Exception {
        return aha.build()
                .record(
                        "ahaCreateRecord",
                        Map.of("product", "PRJ1", "table", "customers", "fields", fields, "uniqueBy", "name"))
                .get("outcome");
    }

    /** How many reads and writes came since the last time. */
    private List<Integer> requests() {
        int reads = (int) aha.requests("GET");
        int writes = aha.simulator().requests().size() - reads;
        aha.simulator().clearRequests();
        return List.of(reads, writes);
    }

    /** What happens just before a request. */
    private Consumer<Request> meanwhile = request -> {};

    private void assertKept(String name, int reads) throws Exception {
        assertEquals("kept", upsert(name));
        assertEquals(List.of(reads, 0), requests());
    }

    private AhaException refused(String name) {
        return assertThrows(AhaException.class, () -> upsert(name));
    }

    @Test
    void aRecordThatExistsCostsThreeReadsAndOneThatIsNewTwo() throws Exception {
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(3, 0), requests());
        assertEquals("updated", upsert(Map.of("name", "Customer 700", "tier", "platinum")));
        assertEquals(List.of(3, 1), requests());
        assertEquals("created", upsert("New"));
        assertEquals(List.of(2, 1), requests());
        assertEquals("kept", upsert("New"));
        assertEquals(List.of(3, 0), requests());
        aha.time().sleep(Duration.ofMinutes(50));
        assertEquals("kept", upsert("New"));
        assertEquals(List.of(3, 0), requests());
    }

    @Test
    void aTableThatWasUpdatedFromHereJustNowIsReadOnce() throws Exception {
        String id = aha.customer("Customer 700");
        aha.restartController();
        aha.build().record("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("tier", "gold")));
        aha.simulator().clearRequests();
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES, 0), requests());
        assertEquals("kept", upsert("Customer 701"));
        assertEquals(List.of(3, 0), requests());
    }

    @Test
    void aTableToWhichSomeoneElseAddedWhatIsUpdatedFromHereIsReadAgain() throws Exception {
        String id = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New"));
        aha.restartController();
        aha.build().record("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("tier", "gold")));
        aha.simulator().clearRequests();
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(0, requests().get(1));
        assertEquals("kept", upsert("Customer 701"));
        assertTrue(requests().get(0) >= PAGES);
    }

    @Test
    void aTableThatSomeoneElseUpdatedJustNowIsReadAgain() throws Exception {
        String id = aha.customer("Customer 700");
        aha.restartController();
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, id, "tier", "1", "gold");
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES, 0), requests());
        assertEquals("kept", upsert("Customer 701"));
        assertEquals(List.of(PAGES, 0), requests());
    }

    @Test
    void afterAnHourTheTableIsReadAgain() throws Exception {
        aha.time().sleep(Duration.ofMinutes(61));
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES, 0), requests());
    }

    @Test
    void afterADayTheTableIsReadAgainThoughItsIndexIsInUse() throws Exception {
        for (int upserts = 0; upserts < 29; upserts++) {
            assertEquals("kept", upsert("Customer 700"));
            assertEquals(List.of(3, 0), requests());
            aha.time().sleep(Duration.ofMinutes(50));
        }
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES, 0), requests());
    }

    @Test
    void anotherControllerKnowsNothingOfTheIndex() throws Exception {
        aha.restartController();
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES, 0), requests());
    }

    @Test
    void aRecordThatSomeoneDeletedIsCreatedThoughAnotherTookItsPlaceInTheCount() throws Exception {
        String id = aha.customer("Customer 700");
        aha.state().removeRecord(id);
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Another"));
        assertEquals("created", upsert("Customer 700"));
        assertEquals(List.of(3 + PAGES, 1), requests());
        assertEquals("kept", upsert("Another"));
    }

    @Test
    void aRecordThatSomeoneMovedToAnotherProductIsNotTouched() throws Exception {
        aha.state().seedProduct("131414753", "PRJ2", "Project 2");
        String id = aha.customer("Customer 700");
        aha.state().moveRecord(id, "PRJ2");
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Another"));
        assertEquals("created", upsert(Map.of("name", "Customer 700", "tier", "platinum")));
        StoredRecord moved = aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, id);
        assertTrue(!"platinum".equals(moved.text("tier")), "it was updated in the other product");
    }

    @Test
    void aRecordThatSomeoneMovesAfterTheIndexAnsweredIsNotTouched() throws Exception {
        aha.state().seedProduct("131414753", "PRJ2", "Project 2");
        String id = aha.customer("Customer 700");
        aha.restartController(transport -> request -> {
            if (request.path().endsWith(id)
                    && aha.state().records("PRJ2", "customers").isEmpty()) {
                aha.state().moveRecord(id, "PRJ2");
            }
            return transport.send(request);
        });
        assertEquals("kept", upsert("Customer 500"));
        assertEquals("created", upsert(Map.of("name", "Customer 700", "tier", "platinum")));
        StoredRecord moved = aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, id);
        assertTrue(!"platinum".equals(moved.text("tier")), "it was updated in the other product");
    }

    @Test
    void aRecordThatSomeoneMovedHereIsFound() throws Exception {
        aha.state().seedProduct("131414753", "PRJ2", "Project 2");
        aha.state().seedRecord("PRJ2", "customers", Map.of("name", "Guest"));
        String id = aha.state().records("PRJ2", "customers").get(0).id();
        assertEquals("created", upsert("Guest"));
        aha.time().sleep(Duration.ofMinutes(1));
        aha.state().removeRecord(aha.customer("Guest"));
        aha.state().moveRecord(id, "PRJ1");
        assertEquals("kept", upsert("Guest"));
    }

    @Test
    void aRenamedRecordIsFoundByItsNewNameAndNotByItsOld() throws Exception {
        String id = aha.customer("Customer 700");
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, id, "name", "1", "Customer 7000");
        assertEquals("kept", upsert("Customer 7000"));
        assertEquals(List.of(3, 0), requests());
        assertEquals("created", upsert("Customer 700"));
        assertEquals(List.of(2, 1), requests());
    }

    @Test
    void aRecordThatComesBackFromTheRecycleBinWithItsOldTimeIsFound() throws Exception {
        StoredRecord record = aha.state().record(RecordKind.CUSTOM_OBJECT_RECORD, aha.customer("Customer 700"));
        aha.state().removeRecord(record.id());
        assertEquals("kept", upsert("Customer 701"));
        assertEquals(List.of(1 + PAGES, 0), requests());
        aha.state().restoreRecord(record);
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(3 + PAGES, 0), requests());
    }

    @Test
    void whatIsRefusedIsRefusedInTheSameWords() throws Exception {
        for (String name : List.of("Twice", "customer 700")) {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Twice"));
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Twice"));
            aha.time().sleep(Duration.ofMinutes(5));
            upsert("Customer 1");
            String byIndex = refused(name).getMessage();
            aha.restartController();
            assertEquals(refused(name).getMessage(), byIndex);
        }
    }

    @Test
    void aFieldThatNoRecordHasAnyMoreIsRefused() throws Exception {
        Map<String, ?> upsert =
                Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("note", "A note"), "uniqueBy", "note");
        String id = aha.customer("Customer 700");
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, id, "note", "1", "A note");
        aha.time().sleep(Duration.ofMinutes(5));
        assertEquals("kept", aha.build().record("ahaCreateRecord", upsert).get("outcome"));
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, id, "note", "1", "");
        AhaException unknown =
                assertThrows(AhaException.class, () -> aha.build().record("ahaCreateRecord", upsert));
        assertTrue(unknown.getMessage().contains("no record of the table has a value in 'note'"), unknown::getMessage);
    }

    @Test
    void withoutACountTheTableIsReadEachTime() throws Exception {
        aha.simulator().settings().paging(Paging.WITHOUT_TOTALS);
        assertEquals("kept", upsert("Customer 700"));
        requests();
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(PAGES + 1, 0), requests());
    }

    @Test
    void whereManyChangedOrManyAreLookedForTheTableIsRead() throws Exception {
        List<Map<String, String>> rows = IntStream.rangeClosed(401, 410)
                .mapToObj(number -> Map.of("name", "Customer " + number))
                .toList();
        aha.build()
                .records(
                        "ahaCreateRecord",
                        Map.of("product", "PRJ1", "table", "customers", "fields", rows, "uniqueBy", "name"));
        assertEquals(List.of(PAGES, 0), requests());
        for (StoredRecord record : aha.customers()) {
            aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, record.id(), "tier", "1", "platinum");
        }
        assertEquals("updated", upsert(Map.of("name", "Customer 700", "tier", "gold")));
        assertEquals(List.of(2 + PAGES, 1), requests());
    }

    @Test
    void whereWhatChangedCannotBeAskedTheTableIsRead() throws Exception {
        aha.restartController(transport -> request -> request.query().contains("updated_since")
                ? new Response(400, Map.of(), "{\"error\":\"updated_since is unknown\"}".getBytes())
                : transport.send(request));
        assertEquals("kept", upsert("Customer 700"));
        requests();
        assertEquals("kept", upsert("Customer 700"));
        assertEquals(List.of(1 + PAGES, 0), requests());
    }

    @Test
    void fiftyBuildsAtOnceShareOneReading() throws Exception {
        aha.restartController();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Object>> builds = IntStream.range(0, 50)
                    .<Callable<Object>>mapToObj(number -> () -> upsert("Build " + number))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> outcome : threads.invokeAll(builds)) {
                outcomes.add(outcome.get());
            }
            assertTrue(outcomes.stream().allMatch("created"::equals), outcomes::toString);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(RECORDS + 50, aha.customers().size());
        List<Integer> requests = requests();
        assertEquals(50, requests.get(1));
        assertTrue(requests.get(0) <= PAGES + 3 * 50, requests::toString);
    }

    /** The controller is restarted and reads the table; from now on answers go through something. */
    private void readTheTable(BiFunction<Request, Response, Response> rewritten) throws Exception {
        aha.restartController(transport -> request -> {
            meanwhile.accept(request);
            return rewritten.apply(request, transport.send(request));
        });
        upsert("Customer 500");
        aha.simulator().clearRequests();
        aha.time().sleep(Duration.ofMinutes(5));
    }

    private static Response turned(Response answer, String part, String into) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(part, into);
        return new Response(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void change(String id, String field, String value) {
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, id, field, "1", value);
    }

    /** A page of the list, and what stands there instead of a part of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page=1& | \"product_id\" | \"workspace\"",
                "page=3& | \"product_id\":\"" + PRODUCT + "\" | \"product_id\":\"131414753\"",
                "page=3& | \"total_records\":1000 | \"total_records\":999",
                "page=5& | \"total_records\":1000 | \"total_records\":999",
                "page=2& | \"id\":\"([0-9]+)\",\"product | \"id\":\"x$1\",\"product",
            })
    void aTableThatShowsOddThingsIsReadEachTime(String page, String part, String into) throws Exception {
        readTheTable((request, answer) -> request.query().contains(page) ? turned(answer, part, into) : answer);
        upsert("Customer 1");
        assertTrue(requests().get(0) >= PAGES, "it was remembered");
    }

    /** What stands instead of a part of the list of changes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pagination\" | \"counts\"",
                "\"product_id\" | \"workspace\"",
                "\"product_id\":\"" + PRODUCT + "\" | \"product_id\":\"131414753\"",
                "\"value\":\"Customer 700\" | \"value\":\"6776757454428589549\"",
                "\"id\":\"([0-9]+)\",\"product | \"id\":\"x$1\",\"product",
            })
    void whereChangesShowOddThingsTheTableIsRead(String part, String into) throws Exception {
        readTheTable(
                (request, answer) -> request.query().contains("updated_since") ? turned(answer, part, into) : answer);
        change(aha.customer("Customer 700"), "tier", "silver");
        assertKept("Customer 500", 1 + 1 + PAGES);
    }

    @Test
    void whereChangesCannotBeReadJustNowTheStepFailsAsAnyOther() throws Exception {
        readTheTable((request, answer) ->
                request.query().contains("updated_since") ? new Response(503, Map.of(), new byte[0]) : answer);
        AhaException failed = assertThrows(AhaException.class, () -> upsert("Customer 500"));
        assertEquals(AhaException.Reason.UNAVAILABLE, failed.getReason());
    }

    /** While pages of changes are read, a record that changes just then moves others from one to the next. */
    @ParameterizedTest
    @CsvSource({"5, 4", "0, 8"})
    void changesOnSeveralPagesCountWhenTheyAreOld(int minutes, int reads) throws Exception {
        readTheTable((request, answer) -> answer);
        for (StoredRecord record : aha.customers().subList(0, 250)) {
            change(record.id(), "tier", "silver");
        }
        aha.time().sleep(Duration.ofMinutes(minutes));
        assertKept("Customer 700", reads);
    }

    /** What happens to a record between the answer of the index and the reading of the record. */
    @ParameterizedTest
    @CsvSource({"removed, created", "renamed, created", "without product, kept"})
    void aRecordThatIsAnotherOneByNowIsLookedForInTheWholeTable(String what, String outcome) throws Exception {
        String id = aha.customer("Customer 700");
        readTheTable((request, answer) -> request.path().endsWith(id) && what.equals("without product")
                ? turned(answer, "product_id", "workspace")
                : answer);
        meanwhile = request -> {
            if (request.path().endsWith(id) && what.equals("removed")) {
                aha.state().removeRecord(id);
            } else if (request.path().endsWith(id) && what.equals("renamed")) {
                change(id, "name", "Renamed");
            }
        };
        assertEquals(outcome, upsert("Customer 700"));
        assertEquals(3 + PAGES, requests().get(0));
    }

    @Test
    void whatThisControllerWroteIsKnownWhereTheReplicaLags() throws Exception {
        readTheTable((request, answer) -> answer);
        aha.simulator().settings().staleMillis(20_000);
        assertEquals("created", upsert("New"));
        aha.simulator().clearRequests();
        assertKept("New", 2);
        aha.build()
                .record(
                        "ahaUpdateRecord",
                        Map.of("id", aha.customer("Customer 700"), "fields", Map.of("name", "Renamed")));
        aha.simulator().clearRequests();
        assertKept("Renamed", 3);
        assertEquals("created", upsert("Customer 700"));
    }
}
