package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd shapes of {@code pagination}, and servers that give smaller pages than they are asked for. */
class PaginationTest {
    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    @BeforeEach
    void start() throws Exception {
        for (int number = 2; number < 65; number++) {
            session.simulator().state().seedRecord("PRJ1", "customers", Map.of("name", "Customer " + number));
        }
    }

    private ListSettings lists() {
        return session.simulator().settings().lists();
    }

    private SimulatorSession.Reply page(int page, int perPage) throws Exception {
        return session.get(CUSTOMERS + "?per_page=" + perPage + "&page=" + page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NORMAL | {\"total_records\":65,\"total_pages\":3,\"current_page\":3}",
                "LIST_OF_ONE | [{\"total_records\":65,\"total_pages\":3,\"current_page\":3}]",
                "WITHOUT_TOTAL_PAGES | {\"total_records\":65,\"current_page\":3}",
                "WITHOUT_TOTALS | {\"current_page\":3}",
                "TEXTS | {\"total_records\":\"65\",\"total_pages\":\"3\",\"current_page\":\"3\"}",
                "NULLS | {\"total_records\":null,\"total_pages\":null,\"current_page\":null}",
                "NULL | null",
                "ABSENT | ``"
            })
    void pagesAreTheSameInEveryShape(Paging paging, String pagination) throws Exception {
        lists().paging(paging);
        JsonNode last = page(3, 30).json();
        assertEquals(5, last.path("custom_object_records").size());
        assertEquals(pagination, last.path("pagination").toString());
        assertEquals(30, page(1, 30).json().path("custom_object_records").size());
        assertEquals(0, page(4, 30).json().path("custom_object_records").size());
    }

    @Test
    void shapeHoldsForEveryList() throws Exception {
        lists().paging(Paging.LIST_OF_ONE);
        for (String path : new String[] {"/products", "/products/PRJ1/releases", "/releases/PRJ1-R-1/features"}) {
            assertTrue(session.get("/api/v1" + path).json().path("pagination").isArray(), path);
        }
    }

    @Test
    void pageMayBeSmallerThanAskedFor() throws Exception {
        lists().perPage(20, OverTheMost.CUT);
        JsonNode page = page(2, 200).json();
        assertEquals(20, page.path("custom_object_records").size());
        assertEquals(4, page.path("pagination").path("total_pages").asInt());
    }

    @Test
    void tooLargePageMayBeRefusedByName() throws Exception {
        lists().perPage(50, OverTheMost.REFUSED);
        assertEquals(200, page(1, 50).status());
        SimulatorSession.Reply refused = page(1, 51);
        assertEquals(422, refused.status());
        assertEquals("{\"error\":\"per_page must be less than or equal to 50\"}", refused.text());
        session.simulator().settings().errorShape(ErrorShape.ERRORS_BY_FIELD);
        assertEquals(
                "{\"errors\":{\"per_page\":[\"must be less than or equal to 50\"]}}",
                page(1, 51).text());
    }

    @Test
    void tooLargePageMayTimeOut() throws Exception {
        lists().perPage(50, OverTheMost.TIMED_OUT);
        assertEquals(200, page(1, 50).status());
        assertEquals(504, page(1, 51).status());
        assertTrue(page(1, 51).header("Content-Type").startsWith("text/html"));
    }

    @Test
    void largePageMayBeSlow() throws Exception {
        lists().millisPerRecord(5);
        long start = System.nanoTime();
        page(1, 30);
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(150));
    }
}
