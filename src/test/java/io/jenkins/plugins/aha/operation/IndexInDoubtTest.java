package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where answers about a table are odd or do not agree, the whole table is read rather than its index believed. */
class IndexInDoubtTest {
    private static final int RECORDS = 1_000;
    private static final int PAGES = 5;
    private static final String PRODUCT = "131414752";

    @AutoClose
    private final DemoAha aha = new DemoAha();

    /** What happens just before a request. */
    private Consumer<Request> meanwhile = request -> {};

    @BeforeEach
    void fillTheTable() throws Exception {
        DemoWorld.fill(aha.simulator(), RECORDS);
        aha.time().sleep(Duration.ofMinutes(5));
    }

    private Object upsert(String name) throws Exception {
        return aha.build()
                .record(
                        "ahaCreateRecord",
                        Map.of(
                                "product",
                                "PRJ1",
                                "table",
                                "customers",
                                "fields",
                                Map.of("name", name),
                                "uniqueBy",
                                "name"))
                .get("outcome");
    }

    private void assertKept(String name, int reads) throws Exception {
        assertEquals("kept", upsert(name));
        assertReads(reads);
    }

    private void assertReads(int reads) {
        assertEquals(reads, aha.requests("GET"));
        aha.simulator().clearRequests();
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

    private static Response withoutDate(Response answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.remove("date");
        return new Response(answer.status(), headers, answer.body());
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
        assertTrue(aha.requests("GET") >= PAGES, "it was remembered");
    }

    @Test
    void aTableWhoseLastPageIsEmptyAndCountsOtherwiseIsReadEachTime() throws Exception {
        readTheTable((request, answer) -> turned(
                turned(answer, "\"total_pages\":5", "\"total_pages\":6"),
                "\\[],(\"pagination\":\\{\"total_records\":)1000",
                "[],$1999"));
        upsert("Customer 1");
        assertTrue(aha.requests("GET") >= PAGES, "it was remembered");
    }

    @Test
    void withoutAhasTimeATableIsReadEachTime() throws Exception {
        readTheTable((request, answer) -> withoutDate(answer));
        assertKept("Customer 700", PAGES);
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

    @Test
    void aTableThatGrowsFasterThanItIsAskedIsRead() throws Exception {
        readTheTable((request, answer) -> answer);
        meanwhile = request -> {
            if (request.query().matches(".*(updated_since|per_page=1$).*")) {
                aha.state().seedRecord("PRJ1", "customers", Map.of("name", "One more"));
            }
        };
        assertKept("Customer 700", 1 + 3 * 2 + PAGES + 1);
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
        assertReads(3 + PAGES);
    }

    @Test
    void aRecordThatMayNotBeReadIsAnError() throws Exception {
        String id = aha.customer("Customer 700");
        readTheTable((request, answer) -> request.path().endsWith(id)
                ? new Response(403, Map.of(), "{\"error\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8))
                : answer);
        AhaException forbidden = assertThrows(AhaException.class, () -> upsert("Customer 700"));
        assertEquals(AhaException.Reason.FORBIDDEN, forbidden.getReason());
    }

    @Test
    void whatWasFoundByTheIndexIsForgottenWhenTheTableIsRead() throws Exception {
        String first = aha.customer("Customer 700");
        String second = aha.customer("Customer 701");
        readTheTable((request, answer) -> answer);
        meanwhile = request -> {
            if (request.path().endsWith(second)) {
                aha.state().removeRecord(second);
                change(first, "name", "Renamed");
            }
        };
        Map<String, Object> where = Map.of("name", List.of("Customer 700", "Customer 701"));
        RecordedBuild build = aha.build().helpedBy(Runnable::run);
        AhaException none = assertThrows(
                AhaException.class,
                () -> build.run("ahaGetRecord", Map.of("product", "PRJ1", "table", "customers", "where", where)));
        assertTrue(none.getMessage().contains("'where' matches no record"), none.getMessage());
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

    /** The answer to an update shows the record in another product, where the lists of a replica still have it here. */
    @Test
    void aRecordThatMovedAwayBeforeOurUpdateIsNotOneOfThisProduct() throws Exception {
        aha.restartController(transport -> request -> request.method() == Request.Method.PUT
                ? turned(transport.send(request), PRODUCT, "131414753")
                : transport.send(request));
        aha.build()
                .record(
                        "ahaUpdateRecord",
                        Map.of("id", aha.customer("Customer 700"), "fields", Map.of("tier", "silver")));
        assertEquals("created", upsert("Customer 700"));
    }
}
