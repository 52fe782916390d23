package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.Paging;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordPagesTest {
    private static final Executor NEVER = task -> {};

    @AutoClose
    private final SimulatedAha aha = new SimulatedAha(new Limits(1000, 100_000));

    @BeforeEach
    void start() throws IOException {
        aha.simulator.limits().off();
        aha.simulator.state().seedProduct("900", "BIG", "Big product");
    }

    private List<String> seed(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(aha.simulator.state().seedRecord("BIG", "customers", Map.of("name", "Customer " + i)));
        }
        return ids;
    }

    private RecordPages pages(int perPage, Executor readers, int ahead) {
        return new RecordPages(aha.client, "BIG", "customers", null, perPage, readers, ahead);
    }

    private static List<String> rest(RecordPages pages) throws Exception {
        List<String> ids = new ArrayList<>();
        for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
            ids.add(record.id());
        }
        return ids;
    }

    @Test
    void anEmptyTableTakesOneRequest() throws Exception {
        RecordPages pages = pages(10, NEVER, 3);
        assertNull(pages.next());
        assertNull(pages.next());
        assertEquals(1, aha.simulator.requests().size());
    }

    @Test
    void readersAheadKeepTheOrder() throws Exception {
        List<String> ids = seed(95);
        ExecutorService readers = Executors.newFixedThreadPool(4);
        aha.simulator.settings().latencyMillis(1);
        assertEquals(ids, rest(pages(10, readers, 4)));
        assertEquals(10, aha.simulator.requests().size());
        readers.shutdown();
    }

    @Test
    void notMoreThanSoManyPagesAreReadAhead() throws Exception {
        seed(95);
        RecordPages pages = pages(10, Runnable::run, 3);
        for (int i = 0; i < 10; i++) {
            pages.next();
        }
        assertEquals(1, aha.simulator.requests().size(), "how many pages there are is not known before");
        pages.next();
        assertEquals(1 + 1 + 3, aha.simulator.requests().size());
    }

    @Test
    void pagesThatNoReaderBeganAreReadByTheCaller() throws Exception {
        List<String> ids = seed(35);
        assertEquals(ids, rest(pages(10, NEVER, 2)));
    }

    @Test
    void withoutPaginationEverythingCameAtOnce() throws Exception {
        List<String> ids = seed(35);
        aha.simulator.settings().paging(Paging.NO_PAGINATION_OBJECT);
        assertEquals(ids, rest(pages(10, NEVER, 2)));
        assertEquals(2, aha.simulator.requests().size(), "the second page brings nothing new");
    }

    @Test
    void aListThatRepeatsItselfForEverIsRefused() throws Exception {
        try (PagedServer server = new PagedServer(20)) {
            server.ignoresPages = true;
            server.cap = 20;
            server.counting = (page, perPage, total) -> "{\"total_pages\":" + (page + 1) + "}";
            AccountSettings settings = SimulatedAha.settings(server.url(), new Limits(1000, 100_000));
            AhaClient client = aha.open(SimulatedAha.account(settings, aha.time));
            RecordPages pages = new RecordPages(client, "BIG", "customers", null, 20, NEVER, 2);
            AhaException endless = assertThrows(AhaException.class, () -> rest(pages));
            assertEquals(Reason.UNREADABLE, endless.getReason());
            assertEquals(
                    "Could not list the records of table customers of product BIG: the list does not end, 3 pages in a"
                            + " row brought nothing but records of earlier pages. Something is wrong with the server or"
                            + " a proxy before it; check the site's URL.",
                    endless.getMessage());
            assertTrue(server.seen().size() <= 1 + 3 + 2);
        }
    }

    @Test
    void aListThatRepeatsItselfEndsWhenAllThatIsCountedCame() throws Exception {
        List<String> ids = seed(20);
        aha.simulator.settings().paging(Paging.ENDLESS);
        assertEquals(ids, rest(pages(10, NEVER, 2)));
        assertEquals(3, aha.simulator.requests().size());
    }

    @Test
    void aListThatRepeatsItselfEndsAlsoWhereItGrewBehindTheLastPage() throws Exception {
        List<String> ids = seed(18);
        aha.simulator.settings().paging(Paging.ENDLESS);
        RecordPages pages = pages(5, NEVER, 0);
        for (String id : ids.subList(0, 16)) {
            assertEquals(id, pages.next().id());
        }
        assertEquals(4, aha.simulator.requests().size());
        seed(1);
        assertEquals(ids.subList(16, 18), rest(pages));
    }

    @Test
    void aListThatRepeatsItselfIsReadAgainForWhatItsCountMisses() throws Exception {
        try (PagedServer server = new PagedServer(20)) {
            String last = server.ids.remove(19);
            server.ignoresPages = true;
            server.cap = 20;
            server.counting = (page, perPage, total) -> "{\"total_records\":20,\"total_pages\":" + (page + 1) + "}";
            AtomicInteger answered = new AtomicInteger();
            server.afterPage = () -> {
                if (answered.incrementAndGet() == 4) {
                    server.ids.add(last);
                }
            };
            AccountSettings settings = SimulatedAha.settings(server.url(), new Limits(1000, 100_000));
            AhaClient client = aha.open(SimulatedAha.account(settings, aha.time));
            RecordPages pages = new RecordPages(client, "BIG", "customers", null, 20, NEVER, 0);
            assertEquals(20, rest(pages).size());
            server.ids.remove(19);
            AhaException incomplete = assertThrows(
                    AhaException.class, () -> rest(new RecordPages(client, "BIG", "customers", null, 20, NEVER, 0)));
            assertTrue(incomplete.getMessage().contains("its pages held 19, also when they were read again"));
        }
    }

    @Test
    void aListThatNeverEndsIsRefused() {
        Transport endless = request -> {
            int page = Integer.parseInt(request.query().replaceAll("page=(\\d+).*", "$1"));
            String body = "{\"custom_object_records\":[{\"id\":\"" + page + "\"}],\"pagination\":{\"total_pages\":"
                    + (page + 1) + "}}";
            return new Response(200, Map.of(), body.getBytes());
        };
        AccountSettings settings = SimulatedAha.settings("http://endless.example", Limits.DOCUMENTED);
        AhaAccount account = new AhaAccount(settings, (token, cancellation) -> endless, aha.time, new Random(1));
        RecordPages pages = new RecordPages(aha.open(account), "BIG", "customers", null, 1, NEVER, 1);
        AhaException failed = assertThrows(AhaException.class, () -> rest(pages));
        assertTrue(failed.getMessage().contains("it goes on after 10000 pages"), failed.getMessage());
    }

    @Test
    void aTableThatGrowsIsFollowed() throws Exception {
        List<String> ids = seed(20);
        RecordPages pages = pages(10, NEVER, 0);
        pages.next();
        ids.addAll(seed(15));
        assertEquals(ids.subList(1, 35), rest(pages));
    }

    @Test
    void recordsThatMoveToEarlierPagesAreReadThere() throws Exception {
        List<String> ids = seed(30);
        RecordPages pages = pages(10, NEVER, 5);
        for (int i = 0; i < 11; i++) {
            pages.next();
        }
        ids.subList(0, 12).forEach(id -> aha.simulator.state().removeRecord(id));
        assertEquals(ids.subList(11, 30), rest(pages));
    }

    @Test
    void recordsThatMoveToTheNextPageAreGivenOnce() throws Exception {
        List<String> ids = seed(20);
        RecordPages pages = pages(10, NEVER, 0);
        assertEquals(ids.get(0), pages.next().id());
        String moved = ids.get(3);
        aha.simulator.state().removeRecord(moved);
        aha.simulator.state().seedRecord(moved, "BIG", "customers", Map.of("name", "now last"));
        List<String> rest = rest(pages);
        assertEquals(1, rest.stream().filter(moved::equals).count());
        assertEquals(rest.stream().distinct().toList(), rest);
    }

    @Test
    void aFailureEndsTheReadingAhead() throws Exception {
        seed(40);
        List<Runnable> readings = new ArrayList<>();
        RecordPages pages = pages(10, readings::add, 3);
        for (int i = 0; i < 10; i++) {
            pages.next();
        }
        aha.simulator.faults().next(Fault.UNAUTHORIZED);
        assertEquals(401, assertThrows(AhaException.class, pages::next).getStatus());
        readings.forEach(Runnable::run);
        assertEquals(2, aha.simulator.requests().size(), "the other pages are not needed any more");
        assertNull(pages.next());
    }

    @Test
    void whoStopsEarlyClosesIt() throws Exception {
        seed(40);
        List<Runnable> readings = new ArrayList<>();
        RecordPages pages = pages(10, readings::add, 3);
        for (int i = 0; i < 11; i++) {
            pages.next();
        }
        pages.close();
        readings.forEach(Runnable::run);
        assertEquals(2, aha.simulator.requests().size());
        assertNull(pages.next());
    }

    @Test
    void changedSinceIsAskedInUtcToTheMillisecond() throws Exception {
        Instant since = Instant.parse("2019-01-01T18:39:35.123456Z");
        assertNull(new RecordPages(aha.client, "BIG", "customers", since, 200, NEVER, 0).next());
        assertEquals(
                "page=1&per_page=200&updated_since=2019-01-01T18%3A39%3A35.123Z",
                aha.onlyRequest().rawQuery());
    }
}
