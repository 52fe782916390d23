package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final SimulatorState state = session.simulator().state();

    private JsonNode list(String query) throws Exception {
        return session.get(CUSTOMERS + query).json();
    }

    private void fill(int records) {
        for (int number = state.records("PRJ1", "customers").size(); number < records; number++) {
            state.seedRecord("PRJ1", "customers", Map.of("name", "Customer " + number));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 30, 15, 1",
        "?page=2, 30, 15, 2",
        "?page=15, 30, 15, 15",
        "?page=16, 0, 15, 16",
        "?per_page=1000, 200, 3, 1",
        "?per_page=200&page=3, 50, 3, 3",
        "?per_page=7&page=65, 2, 65, 65",
        "?per_page=0&page=0, 30, 15, 1",
        "?per_page=x&page=-1, 30, 15, 1"
    })
    void pagesAreOfThirtyAndAtMostTwoHundred(String query, int records, int pages, int current) throws Exception {
        fill(450);
        JsonNode list = list(query);
        assertEquals(records, list.path("custom_object_records").size());
        assertEquals(450, list.path("pagination").path("total_records").asInt());
        assertEquals(pages, list.path("pagination").path("total_pages").asInt());
        assertEquals(current, list.path("pagination").path("current_page").asInt());
    }

    @Test
    void pagesTogetherAreTheWholeTable() throws Exception {
        fill(65);
        Set<String> ids = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            list("?page=" + page)
                    .path("custom_object_records")
                    .forEach(one -> ids.add(one.path("id").asText()));
        }
        assertEquals(65, ids.size());
    }

    @Test
    void emptyTableHasNoPages() throws Exception {
        state.table("empty");
        JsonNode list = session.get(CUSTOMERS.replace("customers", "empty")).json();
        String pagination = "{\"total_records\":0,\"total_pages\":0,\"current_page\":1}";
        assertEquals("{\"custom_object_records\":[],\"pagination\":" + pagination + "}", list.toString());
    }

    @Test
    void paginationMayBeMissing() throws Exception {
        fill(450);
        session.simulator().settings().paging(Paging.NO_PAGINATION_OBJECT);
        JsonNode list = list("?page=2&per_page=10");
        assertEquals(450, list.path("custom_object_records").size());
        assertFalse(list.has("pagination"));
    }

    @Test
    void pagesMayNeverEnd() throws Exception {
        session.simulator().settings().paging(Paging.ENDLESS);
        JsonNode list = list("?page=77");
        assertEquals(2, list.path("custom_object_records").size());
        assertEquals(78, list.path("pagination").path("total_pages").asInt());
        assertEquals(77, list.path("pagination").path("current_page").asInt());
    }

    @Test
    void updatedSinceLeavesOutWhatIsOlder() throws Exception {
        session.pass(Duration.ofSeconds(10));
        String id = state.seedRecord("PRJ1", "customers", Map.of("name", "Later"));
        List<String> only = List.of(id);
        assertEquals(only, ids("?updated_since=2019-01-01T00:00:00Z"));
        assertEquals(only, ids("?updated_since=2019-01-01T00%3A00%3A09.999Z"));
        assertEquals(only, ids("?updated_since=2019-01-01T01%3A00%3A09%2B01%3A00"));
        assertEquals(List.of(), ids("?updated_since=2019-01-01T00:00:10Z"));
        session.simulator().settings().updatedSinceInclusive(true);
        assertEquals(only, ids("?updated_since=2019-01-01T00:00:10Z"));
        assertEquals(400, session.get(CUSTOMERS + "?updated_since=yesterday").status());
    }

    private List<String> ids(String query) throws Exception {
        return list(query).findValuesAsText("key").isEmpty()
                ? List.of()
                : List.of(list(query)
                        .path("custom_object_records")
                        .path(0)
                        .path("id")
                        .asText());
    }

    @Test
    void featuresOfAReleaseAreShortAndPaged() throws Exception {
        JsonNode all = session.get("/api/v1/releases/PRJ1-R-1/features").json();
        assertEquals(3, all.path("features").size());
        JsonNode expected = session.get("/api/v1/requirements/PRJ1-1-1")
                .json()
                .path("requirement")
                .path("feature");
        assertEquals(expected, all.path("features").path(0));
        JsonNode second = session.get("/api/v1/releases/278327321/features?per_page=1&page=2")
                .json();
        assertEquals(
                "PRJ1-2", second.path("features").path(0).path("reference_num").asText());
        assertEquals(3, second.path("pagination").path("total_pages").asInt());
        JsonNode none = session.get("/api/v1/releases/PRJ1-R-2/features").json();
        assertEquals(0, none.path("pagination").path("total_pages").asInt());
        assertEquals(404, session.get("/api/v1/releases/PRJ1-R-9/features").status());
    }
}
