package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which record is meant by a key, also while others write the same, and while replicas lag. */
class UpsertKeysTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private Object outcome(Object uniqueBy, Map<String, ?> fields) throws Exception {
        return build.record(
                        "ahaCreateRecord",
                        Map.of("product", "PRJ1", "table", "customers", "fields", fields, "uniqueBy", uniqueBy))
                .get("outcome");
    }

    @Test
    void numbersAndTextsOfNumbersAreOneKey() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "seats", "40"));
        for (Object seats : List.of(40, 40.0, new BigDecimal("40.00"), "40", "40.0", "+40", "4e1", " 40 ", 40L)) {
            assertEquals("kept", outcome("seats", Map.of("seats", seats)), String.valueOf(seats));
        }
        assertEquals("created", outcome("seats", Map.of("seats", 41)));
    }

    @Test
    void textsThatLookLikeNumbersStayTexts() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "1.10"));
        assertEquals("created", outcome("name", Map.of("name", "1.1")));
        assertEquals("kept", outcome("name", Map.of("name", "1.10")));
        assertEquals("created", outcome("name", Map.of("name", "9".repeat(101))));
        assertEquals("kept", outcome("name", Map.of("name", "9".repeat(101))));
    }

    @Test
    void rowsWithNearlyEqualKeysAreRowsOfTheirOwn() throws Exception {
        Map<String, Object> parameters = Map.of(
                "product",
                "PRJ1",
                "table",
                "customers",
                "uniqueBy",
                "name",
                "fields",
                List.of(Map.of("name", "1.1"), Map.of("name", "1.10"), Map.of("name", "1.1")));
        build.records("ahaCreateRecord", parameters);
        assertEquals(2, aha.requests("POST"));
    }

    /** Elsewhere in the table the field keeps as many places, so a rounded number would be another key. */
    @ParameterizedTest
    @CsvSource({"CONTOSO, 1.25, true", "1.25\u200b, 1.25, true", "Contoso, 1.3, false"})
    void onlyRecordsThatWouldBeRoundedAreNotNear(String name, String seats, boolean near) throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "7.75", "seats", "7.75"));
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", name, "seats", seats));
        Map<String, Object> key = Map.of("name", name.startsWith("1") ? "1.25" : "Contoso", "seats", "1.25");
        if (near) {
            AhaException refused = assertThrows(AhaException.class, () -> outcome(List.of("name", "seats"), key));
            assertTrue(refused.getMessage().contains("is nearly the same as record"), refused.getMessage());
        } else {
            assertEquals("created", outcome(List.of("name", "seats"), key));
        }
    }

    @Test
    void listsAreKeysWhateverTheirOrder() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("tags", List.of("a", "b")));
        assertEquals("kept", outcome("tags", Map.of("tags", List.of("b", "a"))));
        assertEquals("created", outcome("tags", Map.of("tags", List.of("a"))));
        assertEquals("kept", outcome("tags", Map.of("tags", List.of("a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A & B", "<p>A &amp; B</p>", " A & B\r\n"})
    void notesAreKeysWithoutTheirTags(String note) throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("note", "<p>A &amp; B</p>\n"));
        assertEquals("kept", outcome("note", Map.of("note", note)));
    }

    @Test
    void entitiesOfNotesAreUnderstood() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("note", "<p>3 &gt; &quot;it&#39;s&quot;&nbsp;2 &lt;</p>"));
        assertEquals("kept", outcome("note", Map.of("note", "3 > \"it's\" 2 <")));
    }

    @Test
    void severalFieldsMakeOneKeyInAnyOrder() throws Exception {
        assertEquals("created", outcome(List.of("name", "region"), Map.of("name", "Contoso", "region", "EMEA")));
        assertEquals("kept", outcome(List.of("region", "name"), Map.of("name", "Contoso", "region", "EMEA")));
        assertEquals(
                "updated",
                outcome(List.of("name", "region"), Map.of("name", "Contoso", "region", "APAC", "tier", "x")));
        assertEquals(13, aha.customers().size());
    }

    @Test
    void keysOfNeighbouringFieldsDoNotRunTogether() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "ab", "region", "c"));
        assertEquals("created", outcome(List.of("name", "region"), Map.of("name", "a", "region", "bc")));
    }

    @Test
    void manyThreadsNeverMakeTwoEvenWithALaggingReplica() throws Exception {
        aha.simulator().settings().staleReads(1_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> upserts = IntStream.range(0, 16)
                    .<Callable<Object>>mapToObj(number -> () -> aha.build()
                            .record(
                                    "ahaCreateRecord",
                                    Map.of(
                                            "product",
                                            number % 2 == 0 ? "PRJ1" : "PRJ1 ",
                                            "table",
                                            "customers",
                                            "fields",
                                            Map.of("name", "Shared", "region", "EMEA"),
                                            "uniqueBy",
                                            number % 2 == 0 ? List.of("name", "region") : List.of("region", "name")))
                            .get("outcome"))
                    .toList();
            int created = 0;
            for (Future<Object> outcome : threads.invokeAll(upserts)) {
                created += outcome.get().equals("created") ? 1 : 0;
            }
            assertEquals(1, created);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(13, aha.customers().size());
    }

    @Test
    void staleListingDoesNotHideOurUpdateOfARecordThatSomebodyElseCreated() throws Exception {
        aha.simulator().settings().staleReads(2);
        assertEquals("updated", outcome("name", Map.of("name", "Contoso", "tier", "bronze")));
        assertEquals("updated", outcome("name", Map.of("name", "Contoso", "tier", "gold")));
        assertEquals("updated", outcome("name", Map.of("name", "Contoso", "tier", "bronze")));
        assertEquals(3, aha.requests("PUT"));
    }

    @Test
    void somebodyElsesLaterUpdateCountsMoreThanOurs() throws Exception {
        String id = aha.customer("Contoso");
        assertEquals("updated", outcome("name", Map.of("name", "Contoso", "tier", "bronze")));
        aha.time().sleep(Duration.ofSeconds(1));
        RecordedBuild somebodyElse = new RecordedBuild(aha.anotherController());
        somebodyElse.run("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("tier", "gold")));
        assertEquals("kept", outcome("name", Map.of("name", "Contoso", "tier", "gold")));
        assertEquals("updated", outcome("name", Map.of("name", "Contoso", "tier", "bronze")));
    }

    @Test
    void staleListingDoesNotHideOurOwnUpdate() throws Exception {
        aha.simulator().settings().staleReads(2);
        assertEquals("created", outcome("name", Map.of("name", "New", "tier", "silver")));
        assertEquals("updated", outcome("name", Map.of("name", "New", "tier", "gold")));
        assertEquals("updated", outcome("name", Map.of("name", "New", "tier", "silver")));
        assertEquals("silver", aha.customers().get(12).text("tier"));
        assertTrue(aha.requests("POST") == 1 && aha.requests("PUT") == 2);
    }
}
