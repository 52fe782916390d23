package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.ScriptedServer.Reply;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list is read whole, whatever its pages say of themselves and however large they may be, or it is an error. */
@Timeout(60)
class ListEndsTest {
    @AutoClose
    private final SimulatedAha aha = new SimulatedAha(new Limits(1000, 100_000));

    @AutoClose
    private PagedServer server;

    private AhaClient client() {
        return aha.open(SimulatedAha.account(SimulatedAha.settings(server.url(), new Limits(1000, 100_000)), aha.time));
    }

    private static <T> List<T> all(ListPages<T> pages) throws Exception {
        List<T> items = new ArrayList<>();
        try (pages) {
            for (T item = pages.next(); item != null; item = pages.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static List<String> records(AhaClient client) throws Exception {
        return all(new RecordPages(client, "PRJ1", "customers", null, 200, Runnable::run, 0)).stream()
                .map(CustomTableRecord::id)
                .toList();
    }

    /** What {@code pagination} may be, with {@code P} pages and {@code T} records. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'total_records':T,'total_pages':P} ~ 3",
                "[{'total_records':T,'total_pages':P}] ~ 3",
                "{'total_records':'T','total_pages':'P'} ~ 3",
                "{'total_records':T} ~ 3",
                "{'total_records':T,'total_pages':1} ~ 3",
                "{'total_records':T,'total_pages':null} ~ 3",
                "{'total_pages':P} ~ 3",
                "{'total_pages':0} ~ 4",
                "{'current_page':1} ~ 4",
                "{} ~ 4",
                "[] ~ 4",
                "null ~ 4",
                "absent ~ 4",
                "{'total_records':T,'total_pages':-1} ~ 3",
                "{'total_records':T,'total_pages':2} ~ 3",
                "{'total_records':T,'total_pages':'many'} ~ 3",
                "{'total_records':T,'total_pages':[3]} ~ 3",
                "{'total_records':null,'total_pages':P} ~ 3",
                "{'total_records':-1,'total_pages':-1} ~ 4",
                "{'total_records':0,'total_pages':0} ~ 4",
                "{'total_records':'','total_pages':''} ~ 4",
                "{'total_records':1e99,'total_pages':1e99} ~ 4",
                "{'total_records':4.5,'total_pages':0.5} ~ 4",
                "{'total_records':true,'total_pages':true} ~ 4",
                "[[]] ~ 4",
                "[null] ~ 4",
                "\"pages\" ~ 4",
                "3 ~ 4",
                "true ~ 4",
                "{'pagination':{'total_records':T,'total_pages':P}} ~ 4",
                "{'total_pages':1} ~ 3",
                "{'total_pages':2} ~ 3",
            })
    void everyRecordIsReadWhateverIsCounted(String pagination, int requests) throws Exception {
        server = new PagedServer(450);
        server.counting = (page, perPage, total) -> pagination.equals("absent")
                ? null
                : pagination
                        .replace('\'', '"')
                        .replace("T", String.valueOf(total))
                        .replace("P", String.valueOf((total + perPage - 1) / perPage));
        assertEquals(server.ids, records(client()));
        assertEquals(requests, server.seen().size(), server.seen().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "{}", "{'total_records':T}", "{'total_records':T,'total_pages':P}"})
    void serverThatGivesFewerThanAskedIsReadToItsEnd(String pagination) throws Exception {
        server = new PagedServer(450);
        server.cap = 100;
        server.counting = (page, perPage, total) -> pagination.equals("absent")
                ? null
                : pagination.replace('\'', '"').replace("T", "450").replace("P", "3");
        assertEquals(server.ids, records(client()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 199, 200, 201, 400})
    void listsWithoutAnyCountEnd(int count) throws Exception {
        server = new PagedServer(count);
        server.counting = (page, perPage, total) -> null;
        assertEquals(server.ids, records(client()));
        server.ignoresPages = true;
        server.cap = 1_000;
        assertEquals(server.ids, records(client()));
    }

    @Test
    void fewerRecordsThanCountedAreAnErrorAfterASecondReading() throws Exception {
        server = new PagedServer(450);
        server.ignoresPages = true;
        server.counting = (page, perPage, total) -> "{\"total_records\":450}";
        AhaException missed = assertThrows(AhaException.class, () -> records(client()));
        assertEquals(Reason.UNREADABLE, missed.getReason());
        assertEquals(
                "Could not list the records of table customers of product PRJ1: Aha! counts 450 in this list, but its"
                        + " pages held 200, also when they were read again. Nothing was done with the incomplete list;"
                        + " run the build again later.",
                missed.getMessage());
    }

    @Test
    void anEmptyListThatIsCountedIsAnErrorToo() throws Exception {
        server = new PagedServer(0);
        server.counting = (page, perPage, total) -> "{\"total_records\":5}";
        AhaException missed = assertThrows(AhaException.class, () -> records(client()));
        assertTrue(missed.getMessage().contains("counts 5 in this list, but its pages held 0, also"));
    }

    @Test
    void pagesOnTheirWayAreReadThoughAnEarlierOneSaysItIsTheLast() throws Exception {
        server = new PagedServer(400);
        server.cap = 100;
        server.counting = (page, perPage, total) -> "{\"total_pages\":" + (page == 2 ? 2 : 4) + "}";
        List<CustomTableRecord> read = all(new RecordPages(client(), "PRJ1", "customers", null, 200, Runnable::run, 3));
        assertEquals(server.ids, read.stream().map(CustomTableRecord::id).toList());
    }

    /** A list of changes may be counted by itself or with all the table. */
    @ParameterizedTest
    @CsvSource({
        "0, {'total_records':5000;'total_pages':25}, 1",
        "3, {'total_records':5000;'total_pages':25}, 2",
        "3, {'total_records':5000}, 2",
        "450, {'total_records':5000;'total_pages':25}, 4",
        "450, {'total_records':5000;'total_pages':3}, 3",
        "400, {'total_records':5000;'total_pages':2}, 3",
        "450, {'total_records':450;'total_pages':3}, 3",
        "450, {'total_records':450}, 4",
        "3, {'total_records':3;'total_pages':1}, 1",
    })
    void whatAListOfChangesCountsIsNotItsLength(int changes, String pagination, int requests) throws Exception {
        server = new PagedServer(changes);
        server.counting =
                (page, perPage, total) -> pagination.replace('\'', '"').replace(';', ',');
        RecordPages pages = new RecordPages(client(), "PRJ1", "customers", Instant.EPOCH, 200, Runnable::run, 0);
        assertEquals(server.ids, all(pages).stream().map(CustomTableRecord::id).toList());
        assertEquals(requests, server.seen().size(), server.seen().toString());
    }

    @Test
    void pageOfAnOlderServerIsReadAgain() throws Exception {
        server = new PagedServer(450);
        List<String> empty = new ArrayList<>();
        server.refusal = (page, perPage) -> {
            if (page == 2 && empty.isEmpty()) {
                empty.add("once");
                return Reply.of(
                        200,
                        "{\"custom_object_records\":[{\"id\":\"10001\"}],\"pagination\":{\"total_records\":450,"
                                + "\"total_pages\":3}}");
            }
            return null;
        };
        List<String> read = records(client());
        assertEquals(450, read.size());
        assertEquals(450, read.stream().distinct().count());
        assertTrue(read.containsAll(server.ids));
    }

    /** Records are deleted before the place that is reached, one after each page. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "0, 250", "100, 1"})
    void recordsThatAreNotDeletedMeanwhileAreAllRead(int first, int deleted) throws Exception {
        server = new PagedServer(900);
        List<String> lasting = new ArrayList<>(server.ids);
        int[] pages = {0};
        server.afterPage = () -> {
            if (++pages[0] <= 2) {
                List<String> gone = server.ids.subList(first, first + deleted);
                lasting.removeAll(gone);
                gone.clear();
            }
        };
        List<String> read = records(client());
        assertTrue(
                read.containsAll(lasting),
                () -> "missed "
                        + IntStream.range(0, lasting.size())
                                .mapToObj(lasting::get)
                                .filter(id -> !read.contains(id))
                                .toList());
        assertEquals(read.stream().distinct().toList(), read);
    }

    @Test
    void recordsThatAreCreatedMeanwhileAreNoError() throws Exception {
        server = new PagedServer(650);
        List<String> before = new ArrayList<>(server.ids);
        int[] created = {0};
        server.afterPage = () -> server.ids.add(0, String.valueOf(++created[0]));
        assertEquals(before, records(client()));
    }

    @Test
    void replicasThatCountDifferentlyForEverAreNoError() throws Exception {
        server = new PagedServer(650);
        server.counting = (page, perPage, total) -> "{\"total_pages\":4,\"total_records\":" + (651 - page % 2) + "}";
        assertEquals(server.ids, records(client()));
        assertTrue(server.seen().size() < 60, server.seen().toString());
    }

    @Test
    void pagesThatTakeTooLongAreHalvedAndRememberedForTheTable() throws Exception {
        server = new PagedServer(450);
        server.refusal = (page, perPage) -> perPage > 50 ? Reply.of(504, "") : null;
        AhaClient client = client();
        assertEquals(server.ids, records(client));
        List<String> tooLong = List.of("1/200", "1/200", "1/100");
        assertEquals(tooLong, server.seen().subList(0, 3));
        assertEquals(
                IntStream.rangeClosed(1, 9).mapToObj(page -> page + "/50").toList(),
                server.seen().subList(3, 12));
        assertTrue(
                aha.log.stream()
                        .anyMatch(line -> line.endsWith("; going on with 50 a page instead of 100 (GET"
                                + " /products/PRJ1/custom_objects/customers/records).")),
                aha.log.toString());
        assertEquals(server.ids, records(client));
        assertEquals(21, server.seen().size(), "the next reading begins with 50");
        all(new RecordPages(client, "PRJ1", "customers", null, 5, Runnable::run, 0));
        assertEquals("1/5", server.seen().get(21));
        aha.time.pass(Duration.ofHours(2));
        int before = server.seen().size();
        records(client);
        assertEquals("1/200", server.seen().get(before), "the trouble may be over");
    }

    @Test
    void readingGoesOnFromTheRecordReached() throws Exception {
        server = new PagedServer(1_000);
        server.refusal = (page, perPage) -> (page - 1) * perPage >= 400 && perPage > 30 ? Reply.of(524, "") : null;
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<String> read = all(new RecordPages(client(), "PRJ1", "customers", null, 200, readers, 3)).stream()
                    .map(CustomTableRecord::id)
                    .toList();
            assertEquals(server.ids, read);
        } finally {
            readers.shutdown();
        }
        assertTrue(server.seen().contains("17/25"), server.seen().toString());
        assertTrue(server.seen().stream().noneMatch(page -> page.matches("([1-9]|1[0-6])/25")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void refusalThatNamesThePageSizeHalvesAtOnce(int status) throws Exception {
        server = new PagedServer(120);
        server.refusal = (page, perPage) ->
                perPage > 50 ? Reply.of(status, "{\"errors\":{\"per_page\":[\"must be at most 50\"]}}") : null;
        assertEquals(server.ids, records(client()));
        assertEquals(List.of("1/200", "1/100", "1/50", "2/50", "3/50"), server.seen());
    }

    @Test
    void refusalWithoutAReasonMayMeanThePageSize() throws Exception {
        server = new PagedServer(120);
        server.refusal = (page, perPage) -> perPage > 50 ? Reply.of(422, "") : null;
        assertEquals(server.ids, records(client()));
        assertEquals(List.of("1/200", "1/100", "1/50", "2/50", "3/50"), server.seen());
        server.refusal = (page, perPage) -> Reply.of(422, "{}");
        AhaException refused = assertThrows(AhaException.class, () -> records(client()));
        assertEquals(422, refused.getStatus());
        assertEquals(5 + 8, server.seen().size(), "down to one record, and no further");
    }

    @Test
    void pagesThatAreTooLargeAreHalved() throws Exception {
        server = new PagedServer(240);
        server.note = "x".repeat(200_000);
        assertEquals(server.ids, records(client()));
        assertEquals(List.of("1/200", "1/100", "2/100", "3/100"), server.seen());
    }

    @Test
    void pagesThatDoNotComeInTimeAreHalved() throws Exception {
        server = new PagedServer(120);
        CountDownLatch end = new CountDownLatch(1);
        server.refusal = (page, perPage) -> {
            try {
                return perPage > 100 && end.await(1, TimeUnit.MINUTES) ? Reply.of(504, "") : null;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        AccountSettings usual = SimulatedAha.settings(server.url(), new Limits(1000, 100_000));
        AccountSettings hasty = new AccountSettings(
                usual.url(),
                "t",
                usual.limits(),
                usual.retryPolicy(),
                usual.connectTimeout(),
                Duration.ofSeconds(1),
                usual.callTimeout(),
                false);
        try {
            assertEquals(server.ids, records(aha.open(SimulatedAha.account(hasty, aha.time))));
            assertEquals(List.of("1/200", "1/200", "1/100", "2/100"), server.seen());
        } finally {
            end.countDown();
        }
    }

    @Test
    void troubleThatLastsAtEverySizeEndsAndIsNotRemembered() throws Exception {
        server = new PagedServer(450);
        boolean[] trouble = {true};
        server.refusal = (page, perPage) -> trouble[0] ? Reply.of(504, "") : null;
        AhaClient client = client();
        AhaException failed = assertThrows(AhaException.class, () -> records(client));
        assertEquals(504, failed.getStatus());
        List<String> sizes = new ArrayList<>(List.of("1/200", "1/200", "1/100", "1/50"));
        sizes.addAll(Collections.nCopies(RetryPolicy.DEFAULT.tries(), "1/25"));
        assertEquals(sizes, server.seen());
        long seconds = Duration.ofNanos(aha.time.passed()).toSeconds();
        assertTrue(seconds >= 15 && seconds <= 120, "as patient as with other requests, but not for ever: " + seconds);
        trouble[0] = false;
        int before = server.seen().size();
        assertEquals(server.ids, records(client));
        assertEquals("1/200", server.seen().get(before));
    }

    @Test
    void troubleThatComesAndGoesMakesNoTinyPages() throws Exception {
        server = new PagedServer(1_000);
        int[] requests = {0};
        server.refusal = (page, perPage) -> ++requests[0] % 3 != 0 ? Reply.of(504, "") : null;
        AhaClient client = client();
        for (int reading = 0; reading < 5; reading++) {
            assertEquals(server.ids, records(client));
        }
        assertTrue(server.seen().stream().noneMatch(page -> page.matches("\\d+/([1-9]|1\\d|2[0-4])")));
    }

    @Test
    void refusalOfOtherThingsIsNotTriedWithLess() throws Exception {
        server = new PagedServer(450);
        server.refusal = (page, perPage) -> Reply.of(422, "{\"error\":\"no such table\"}");
        assertThrows(AhaException.class, () -> records(client()));
        assertEquals(1, server.seen().size());
    }

    /** The same for every list. */
    @Test
    void featuresOfAReleaseAreReadWholeToo() throws Exception {
        server = new PagedServer(450);
        server.property = "features";
        server.counting = (page, perPage, total) -> null;
        server.refusal = (page, perPage) -> perPage > 100 ? Reply.of(504, "") : null;
        List<Reference> features = all(client().features(new Reference(Kind.RELEASE, "PRJ1-R-1")));
        assertEquals(
                server.ids.stream()
                        .map(id -> new Reference(Kind.FEATURE, "PRJ1-" + id))
                        .toList(),
                features);
    }

    @Test
    void featuresWithoutEndAreRefused() throws Exception {
        server = new PagedServer(0);
        Transport endless = request -> {
            String page = request.query().replaceAll("page=(\\d+).*", "$1");
            String body = "{\"features\":[{\"id\":\"" + page + "\"}],\"pagination\":{\"total_pages\":2147483647}}";
            return new Response(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        };
        AhaAccount account = new AhaAccount(
                SimulatedAha.settings("http://endless.example", Limits.DOCUMENTED),
                (token, cancellation) -> endless,
                aha.time,
                new Random(1));
        ListPages<Reference> features = aha.open(account).features(new Reference(Kind.RELEASE, "PRJ1-R-1"));
        AhaException refused = assertThrows(AhaException.class, () -> all(features));
        assertTrue(refused.getMessage().contains("it goes on after 10000 pages"), refused.getMessage());
    }
}
