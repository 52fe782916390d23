package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ahaCreateRecord} with a file of several parts, whose copy of the table is no longer what Aha! holds. */
class LoadByKeyDoubtTest extends TestsWithLargeFile {
    private void through(UnaryOperator<Transport> transport) {
        aha.restartController(transport);
        build = aha.build();
    }

    @Test
    void aDeletedRecordIsCreatedOnceForAllItsRows() throws Exception {
        fillTable();
        afterTheFirstPart(() -> aha.state().removeRecord(named("N600").get(0).id()));
        load(rows(0, 600) + "N600,silver\n" + rows(601, 1_099) + "N600,bronze\n", Map.of());
        assertEquals(List.of("bronze"), tiers("N600"));
    }

    /** Another build's write is aborted after the first part, when Aha! has carried it out. */
    private void abortAfterTheFirstPart(String method, String step, Map<String, ?> parameters) {
        AtomicBoolean aborting = new AtomicBoolean();
        through(transport -> request -> {
            Response answer = transport.send(request);
            if (aborting.get() && request.method().name().equals(method)) {
                throw new InterruptedException();
            }
            return answer;
        });
        afterTheFirstPart(() -> {
            aborting.set(true);
            assertThrows(InterruptedException.class, () -> aha.build().run(step, parameters));
            aborting.set(false);
            aha.time().pass(Duration.ofMinutes(1));
        });
    }

    @Test
    void anAbortedCreateOfAnotherBuildIsNotDoubled() throws Exception {
        fillTable();
        Map<String, ?> theirs = Map.of("name", "Theirs", "tier", "gold");
        abortAfterTheFirstPart(
                "POST",
                "ahaCreateRecord",
                Map.of("product", "PRJ1", "table", "customers", "uniqueBy", "name", "fields", theirs));
        load(rows(0, ROWS - 1) + "Theirs,gold\n", Map.of());
        assertEquals(List.of("gold"), tiers("Theirs"));
    }

    @Test
    void anAbortedUpdateOfAnotherBuildMayBeDone() throws Exception {
        fillTable();
        abortAfterTheFirstPart(
                "PUT", "ahaUpdateRecord", Map.of("id", named("N1000").get(0).id(), "fields", Map.of("tier", "silver")));
        load(rows(0, ROWS), Map.of());
        assertEquals(List.of("gold"), tiers("N1000"));
    }

    @Test
    void aProductOfTwoNamesIsOneAlsoWhereItsTableWasEmpty() throws Exception {
        aha.state().seedProduct("7", "EMP", "Empty");
        AtomicBoolean first = new AtomicBoolean(true);
        through(transport -> request -> {
            if (request.method().name().equals("POST") && first.getAndSet(false)) {
                try {
                    aha.build()
                            .run(
                                    "ahaCreateRecord",
                                    Map.of(
                                            "product", "7",
                                            "table", "customers",
                                            "fields", Map.of("name", "N700", "tier", "gold")));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return transport.send(request);
        });
        load(rows(0, ROWS), Map.of("product", "EMP"));
        assertEquals(ROWS, aha.state().records("EMP", "customers").size());
    }

    @Test
    void nearKeysOfAFileAreSeveralRecordsInWhicheverParts() throws Exception {
        load("Foo,gold\n" + rows(0, 600) + "foo,gold\nFoo,silver\n", Map.of());
        assertEquals(List.of("silver"), tiers("Foo"));
        assertEquals(List.of("gold"), tiers("foo"));
    }

    /** Of the two that are nearly the same one was created before the restart, in an earlier part or in the same. */
    @ParameterizedTest
    @ValueSource(ints = {2, 510})
    void nearKeysAreSeveralRecordsAlsoAfterARestart(int between) throws Exception {
        Journal journal = Journal.inMemory();
        String rows = rows(0, 10) + "Foo,gold\n" + rows(600, 600 + between) + "foo,gold\n" + rows(2_000, 2_500);
        AtomicInteger creates = new AtomicInteger();
        aha.restartController(transport -> request -> {
            if (request.method() == Request.Method.POST && creates.incrementAndGet() > 10 + between) {
                throw new Crash.Killed();
            }
            return transport.send(request);
        });
        build = aha.build().with(journal).helpedBy(Runnable::run);
        assertThrows(Throwable.class, () -> load(rows, Map.of()));
        aha.restartController();
        aha.time().pass(Duration.ofMinutes(10));
        build = aha.build().with(journal);
        load(rows, Map.of());
        assertEquals(List.of("gold"), tiers("Foo"));
        assertEquals(List.of("gold"), tiers("foo"));
        assertEquals(12 + 512 + between, aha.customers().size());
    }

    @Test
    void equalKeysOfDifferentPartsAreRefusedBeforeAnyIsWritten() {
        AhaException refused = assertThrows(
                AhaException.class, () -> load("Foo,gold\n" + rows(0, 600) + "Foo,gold\n", Map.of("ifExists", "fail")));
        assertTrue(
                refused.getMessage().contains("line 603 has the same values as an earlier line"), refused::getMessage);
        assertEquals(0, aha.requests("POST"));
    }

    /** Where others are texts, which the part does not look for, it is no list of options either. */
    @Test
    void aPartOfIdsAndAnAddressIsNoListOfOptions() throws Exception {
        String ids = IntStream.range(0, ROWS)
                .mapToObj(row -> 123_456_789_000_000L + row + ",gold\n")
                .collect(Collectors.joining());
        ids.lines()
                .forEach(row ->
                        aha.state().seedRecord("PRJ1", "customers", Map.of("name", row.split(",")[0], "tier", "gold")));
        load(ids + "new@example.com,gold\n", Map.of());
        assertEquals(List.of("gold"), tiers("new@example.com"));
    }
}
