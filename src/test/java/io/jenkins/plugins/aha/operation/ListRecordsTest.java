package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRecordsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private RecordedBuild build = aha.build();

    private List<Map<String, Object>> list(Map<String, ?> more) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.putAll(more);
        return build.records("ahaListRecords", parameters);
    }

    private static Object name(Map<String, Object> record) {
        return ((Map<?, ?>) record.get("fields")).get("name");
    }

    private List<Object> names(Map<String, ?> where) throws Exception {
        return list(Map.of("where", where)).stream().map(ListRecordsTest::name).toList();
    }

    @Test
    void allRecordsComeInOrderWholeAndWithTheLargestPages() throws Exception {
        DemoWorld.fill(aha.simulator(), 1_234);
        List<Map<String, Object>> records = list(Map.of());
        assertEquals(
                aha.customers().stream().map(StoredRecord::id).toList(),
                records.stream().map(record -> record.get("id")).toList());
        assertEquals(7, aha.simulator().requests().size());
        assertEquals("read", records.get(0).get("outcome"));
        assertEquals("www.acme.com", ((Map<?, ?>) records.get(0).get("fields")).get("website"));
        assertEquals(List.of("Aha!: read 1,234 records of table customers in product PRJ1"), build.lines());
    }

    @Test
    void pagesMayBeReadOneAfterTheOther() throws Exception {
        DemoWorld.fill(aha.simulator(), 1_000);
        build.helpedBy(Runnable::run);
        assertEquals(1_000, list(Map.of()).size());
    }

    @Test
    void whereKeepsRecordsWithTheValues() throws Exception {
        assertEquals(
                List.of("Acme Corp", "Major conglomerate", "Contoso", "東京商事", "Wayne Enterprises"),
                names(Map.of("tier", "gold")));
        assertEquals(List.of("Contoso", "東京商事"), names(Map.of("tier", "gold", "region", "APAC")));
        assertEquals(List.of("Acme Corp", "Contoso"), names(Map.of("name", List.of("Contoso", "Acme Corp", "Nobody"))));
        assertEquals(List.of(), names(Map.of("tier", List.of())));
    }

    @Test
    void whereComparesNumbersListsAndEmptyValues() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "seats", "40", "tags", List.of("a", "b")));
        assertEquals(List.of("N"), names(Map.of("seats", 40)));
        assertEquals(List.of("N"), names(Map.of("seats", List.of("41", "40.00"))));
        assertEquals(List.of("N"), names(Map.of("tags", "b")));
        assertEquals(List.of("N"), names(Map.of("tags", List.of("x", "a"))));
        assertEquals(List.of(), names(Map.of("tags", "c")));
        assertEquals(List.of("N"), names(Collections.singletonMap("tier", null)));
        assertEquals(List.of("N"), names(Map.of("tier", "")));
        assertEquals(3, names(Map.of("tier", Arrays.asList(null, "bronze"))).size() - 1);
        assertEquals(12, names(Collections.singletonMap("tags", null)).size());
    }

    @Test
    void conditionOnAFieldThatNoRecordHasIsToldButNotFollowed() throws Exception {
        names(Map.of("tire", "gold", "colour", "red", "tier", "gold"));
        assertEquals(
                List.of("Warning: No record of table customers has a value in 'colour', 'tire', which 'where' asks for;"
                        + " is it the field's API key?"),
                build.warnings());
        build = aha.build();
        aha.customers().forEach(record -> aha.state().removeRecord(record.id()));
        names(Map.of("tire", "gold"));
        assertEquals(List.of("Aha!: read 0 of 0 records of table customers in product PRJ1"), build.lines());
    }

    @Test
    void invocationMayRunAgainAndTellsTheSame() throws Exception {
        Invocation invocation = Invocation.of(
                "ahaListRecords", Map.of("product", "PRJ1", "table", "customers", "where", Map.of("website", "x")));
        invocation.run(build);
        aha.customers()
                .forEach(record -> aha.state().seedRecord(record.id(), "PRJ1", "customers", Map.of("name", "A")));
        invocation.run(build);
        assertEquals(1, build.warnings().size());
        assertTrue(build.warnings().get(0).contains("'website'"));
    }

    @Test
    void fieldsAreKeptInTheOrderWanted() throws Exception {
        Map<String, Object> first =
                list(Map.of("fields", List.of("tier", "colour", "name"))).get(0);
        assertEquals(List.of("tier", "name"), new ArrayList<>(((Map<?, ?>) first.get("fields")).keySet()));
        assertEquals("customers", first.get("table"));
        assertEquals(
                Map.of("name", "Acme Corp"),
                list(Map.of("fields", "name")).get(0).get("fields"));
        assertEquals(6, ((Map<?, ?>) list(Map.of()).get(0).get("fields")).size());
    }

    @Test
    void aFieldThatNoRecordHasIsWarnedOf() throws Exception {
        list(Map.of("fields", "colour, tire ,tier"));
        assertEquals(
                List.of("Warning: No record listed of table customers has a value in 'colour', 'tire', which 'fields'"
                        + " asks for; is it the field's API key?"),
                build.warnings());
        build = aha.build();
        list(Map.of("fields", "tire", "where", Map.of("name", "nobody")));
        assertEquals(List.of(), build.warnings());
    }

    @Test
    void limitReadsNoMoreThanItNeeds() throws Exception {
        DemoWorld.fill(aha.simulator(), 1_000);
        build.helpedBy(Runnable::run);
        assertEquals(5, list(Map.of("limit", 5)).size());
        assertEquals("page=1&per_page=5", aha.latest("GET").rawQuery());
        assertEquals(1, aha.simulator().requests().size());
        assertEquals(
                List.of("Aha!: read 5 records of table customers in product PRJ1; stopped at the limit, there may be"
                        + " more"),
                build.lines());
        assertEquals(201, list(Map.of("limit", 201)).size());
        assertEquals(3, aha.simulator().requests().size());
        assertEquals(200, list(Map.of("limit", 200)).size());
        assertEquals(4, aha.simulator().requests().size());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "200, 1", "201, 2", "400, 2", "401, 3", "600, 3", "601, 4", "999, 5"})
    void noMorePagesAreReadThanTheLimitNeeds(int limit, int requests) throws Exception {
        DemoWorld.fill(aha.simulator(), 2_000);
        build.helpedBy(task -> task.run());
        assertEquals(limit, list(Map.of("limit", limit)).size());
        assertEquals(requests, aha.simulator().requests().size());
    }

    @Test
    void limitCountsWhatWhereKeeps() throws Exception {
        List<Map<String, Object>> two = list(Map.of("limit", 2, "where", Map.of("tier", "gold")));
        assertEquals(
                List.of("Acme Corp", "Major conglomerate"),
                two.stream().map(ListRecordsTest::name).toList());
        assertEquals("page=1&per_page=200", aha.latest("GET").rawQuery());
        build = aha.build();
        assertEquals(
                5, list(Map.of("limit", 6, "where", Map.of("tier", "gold"))).size());
        assertEquals(List.of("Aha!: read 5 of 12 records of table customers in product PRJ1"), build.lines());
    }

    @Test
    void updatedSinceIsLeftToAha() throws Exception {
        aha.time().sleep(Duration.ofHours(1));
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Late"));
        assertEquals(
                List.of("Late"),
                list(Map.of("updatedSince", "2026-01-01T00:30:00Z")).stream()
                        .map(ListRecordsTest::name)
                        .toList());
        assertTrue(aha.latest("GET").rawQuery().endsWith("&updated_since=2026-01-01T00%3A30%3A00Z"));
    }

    @Test
    void unknownTableIsNotFound() {
        AhaException missing = assertThrows(AhaException.class, () -> list(Map.of("table", "customer")));
        assertEquals(404, missing.getStatus());
        assertTrue(missing.getMessage().contains("list the records of table customer of product PRJ1"));
    }
}
