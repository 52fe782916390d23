package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FaultsTest {
    private static final Set<Fault> STORED = EnumSet.of(
            Fault.NONE,
            Fault.DROPPED_AFTER_STORING,
            Fault.SERVER_ERROR_AFTER_STORING,
            Fault.GATEWAY_TIMEOUT_AFTER_STORING,
            Fault.BAD_GATEWAY_AFTER_STORING,
            Fault.UNKNOWN_ERROR_AFTER_STORING,
            Fault.TIMEOUT_OCCURRED_AFTER_STORING,
            Fault.TRUNCATED_BODY,
            Fault.STALLED_AFTER_STORING,
            Fault.SLOW_DRIP,
            Fault.HTML_AFTER_STORING,
            Fault.GARBAGE_AFTER_STORING,
            Fault.EMPTY_AFTER_STORING,
            Fault.STALE_READ);
    private static final String RENAME = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\"x\"}}}";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final FaultPlan faults = session.simulator().faults().dripMillis(0);

    private String name() {
        return session.simulator()
                .state()
                .record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830")
                .text("name");
    }

    /** The answer to a PUT, null when the connection broke before a header. */
    private HttpResponse<InputStream> putAsStream() throws InterruptedException {
        try {
            return session.send("PUT", ACME, RENAME, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            return null;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void writeIsStoredExactlyWhenTheFaultSaysSoAndTheNextRequestIsFine(Fault fault) throws Exception {
        faults.stallMillis(1).next(fault);
        HttpResponse<InputStream> answer = putAsStream();
        if (answer != null) {
            answer.body().close();
        }
        assertEquals(STORED.contains(fault), fault.isStored());
        assertEquals(STORED.contains(fault) ? "x" : "Acme Corp", name());
        assertEquals(fault, session.simulator().requests().get(0).fault());
        assertEquals(200, session.get(ACME).status());
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 200",
        "SERVER_ERROR_BEFORE_STORING, 500",
        "SERVER_ERROR_AFTER_STORING, 500",
        "BAD_GATEWAY, 502",
        "BAD_GATEWAY_AFTER_STORING, 502",
        "UNKNOWN_ERROR, 520",
        "UNKNOWN_ERROR_AFTER_STORING, 520",
        "WEB_SERVER_DOWN, 521",
        "CONNECTION_TIMED_OUT, 522",
        "TIMEOUT_OCCURRED_AFTER_STORING, 524",
        "REFUSED_WITH_SUCCESS, 200",
        "SERVICE_UNAVAILABLE, 503",
        "GATEWAY_TIMEOUT, 504",
        "GATEWAY_TIMEOUT_AFTER_STORING, 504",
        "REQUEST_TIMEOUT, 408",
        "TOO_MANY_REQUESTS, 429",
        "TOO_MANY_REQUESTS_WITHOUT_HEADERS, 429",
        "STALLED_AFTER_STORING, 200",
        "SLOW_DRIP, 200",
        "HTML_BEFORE_STORING, 200",
        "HTML_AFTER_STORING, 200",
        "GARBAGE_BEFORE_STORING, 200",
        "GARBAGE_AFTER_STORING, 200",
        "EMPTY_AFTER_STORING, 200",
        "MOVED_PERMANENTLY, 301",
        "FOUND, 302",
        "TEMPORARY_REDIRECT, 307",
        "UNAUTHORIZED, 401",
        "NOT_FOUND, 404",
        "STALE_READ, 200"
    })
    void faultIsAnsweredOnceWithItsStatus(Fault fault, int status) throws Exception {
        faults.stallMillis(1).next(fault);
        assertEquals(status, session.put(ACME, RENAME).status());
        assertEquals(status, session.simulator().requests().get(0).status());
        assertEquals(200, session.put(ACME, RENAME).status());
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPPED_BEFORE_STORING", "DROPPED_AFTER_STORING", "STALLED_BEFORE_STORING"})
    void droppedConnectionHasNoAnswer(Fault fault) {
        faults.stallMillis(1).next(fault);
        assertThrows(IOException.class, () -> session.put(ACME, RENAME));
        assertEquals(0, session.simulator().requests().get(0).status());
    }

    @Test
    void truncatedBodyEndsBeforeItsLength() throws Exception {
        String whole = session.get(ACME).text();
        faults.next(Fault.TRUNCATED_BODY);
        HttpResponse<InputStream> answer = session.send("GET", ACME, "", HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(
                whole.length(),
                answer.headers().firstValueAsLong("Content-Length").orElseThrow());
        byte[] begin = answer.body().readNBytes(whole.length() - 100);
        assertArrayEquals(whole.substring(0, whole.length() - 100).getBytes(), begin);
        assertThrows(IOException.class, () -> answer.body().read());
    }

    @Test
    void stalledAnswerComesWhenReleased() throws Exception {
        faults.next(Fault.STALLED_AFTER_STORING);
        CompletableFuture<HttpResponse<String>> answer =
                session.http().sendAsync(session.request("PUT", ACME, RENAME), HttpResponse.BodyHandlers.ofString());
        while (faults.stalled() == 0) {
            Thread.sleep(1);
        }
        assertEquals("x", name());
        assertFalse(answer.isDone());
        assertEquals(200, session.get(ACME).status());
        faults.releaseStalled();
        assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void slowDripIsTheUsualAnswer() throws Exception {
        String usual = session.get(ACME).text();
        faults.next(Fault.SLOW_DRIP);
        assertEquals(usual, session.get(ACME).text());
    }

    @Test
    void slowDripTakesItsTime() throws Exception {
        int pieces = session.get(ACME).text().length() / 16;
        faults.dripMillis(1).next(Fault.SLOW_DRIP);
        long start = System.nanoTime();
        session.get(ACME);
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(pieces));
    }

    @Test
    void htmlGarbageAndNothing() throws Exception {
        faults.next(Fault.HTML_BEFORE_STORING, Fault.GARBAGE_BEFORE_STORING, Fault.EMPTY_AFTER_STORING);
        assertTrue(session.get(ACME).header("Content-Type").startsWith("text/html"));
        SimulatorSession.Reply garbage = session.get(ACME);
        assertTrue(garbage.header("Content-Type").startsWith("application/json"));
        assertThrows(JsonProcessingException.class, garbage::json);
        assertEquals("0", session.get(ACME).header("Content-Length"));
    }

    @Test
    void refusalMayComeWithSuccess() throws Exception {
        faults.next(Fault.REFUSED_WITH_SUCCESS);
        assertEquals(
                "{\"errors\":{\"message\":\"This could not be saved\"}}",
                session.put(ACME, RENAME).text());
    }

    @Test
    void tooManyRequestsWithAndWithoutHeadersIsNoViolation() throws Exception {
        faults.next(Fault.TOO_MANY_REQUESTS, Fault.TOO_MANY_REQUESTS_WITHOUT_HEADERS);
        SimulatorSession.Reply with = session.get(ACME);
        assertEquals("1", with.header("Retry-After"));
        assertEquals("0", with.header("X-Ratelimit-Remaining"));
        assertEquals("1546300801", with.header("X-Ratelimit-Reset"));
        SimulatorSession.Reply without = session.get(ACME);
        assertEquals(null, without.header("Retry-After"));
        assertEquals(null, without.header("X-Ratelimit-Reset"));
        assertEquals(0, session.simulator().limits().violations());
    }

    @Test
    void redirectLeadsWhereSet() throws Exception {
        faults.redirectTo("http://127.0.0.1:1/evil").next(Fault.TEMPORARY_REDIRECT);
        assertEquals("http://127.0.0.1:1/evil", session.get(ACME).header("Location"));
    }

    @Test
    void hugeBodyIsOverAHundredMegabytes() throws Exception {
        faults.next(Fault.HUGE_BODY);
        assertTrue(length(putAsStream().body()) > 100_000_000);
    }

    @Test
    void gzipBombUnpacksToOverAHundredMegabytes() throws Exception {
        faults.next(Fault.GZIP_BOMB);
        HttpResponse<InputStream> answer = putAsStream();
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElseThrow());
        assertTrue(answer.headers().firstValueAsLong("Content-Length").orElseThrow() < 200_000);
        assertTrue(length(new GZIPInputStream(answer.body())) > 100_000_000);
    }

    private static long length(InputStream body) throws IOException {
        long length = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            length += read;
        }
        return length;
    }

    @Test
    void nestedJsonIsAHundredThousandDeep() throws Exception {
        faults.next(Fault.DEEPLY_NESTED_JSON);
        String text = session.get(ACME).text();
        assertEquals(100_000, text.chars().filter(one -> one == '{').count());
        assertEquals(100_000, text.chars().filter(one -> one == '}').count());
    }
}
