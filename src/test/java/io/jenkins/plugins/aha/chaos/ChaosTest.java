package io.jenkins.plugins.aha.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing lost, nothing twice, whatever happens on the way; and a run that would not notice a defect is red. */
class ChaosTest {
    private static final int ACCOUNTS = 10;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aShortRunOfEveryFaultLosesAndDoublesNothing() throws Exception {
        check(20_261_122, List.of(0, 1), 4, 5, Duration.ofMinutes(3));
    }

    /** {@code make chaos}: seed and size come from system properties, and which account where one is enough. */
    @Test
    @Tag("chaos")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aLongRunOfEveryFaultLosesAndDoublesNothing() throws Exception {
        Integer only = Integer.getInteger("aha.chaos.account");
        List<Integer> accounts =
                only == null ? IntStream.range(0, ACCOUNTS).boxed().toList() : List.of(only);
        check(
                Long.getLong("aha.chaos.seed", System.currentTimeMillis()),
                accounts,
                Integer.getInteger("aha.chaos.callers", 16),
                Integer.getInteger("aha.chaos.operations", 8),
                Duration.ofMinutes(4));
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aCallerThatNeverComesBackIsCounted() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        ChaosReport report = new ChaosReport();
        ChaosRun run = new ChaosRun(1, 2, 4, Duration.ofSeconds(15), report).through(transport -> request -> {
            if (requests.incrementAndGet() == 3) {
                new CountDownLatch(1).await();
            }
            return transport.send(request);
        });
        run.run();
        assertFalse(report.defects().get("hangs").isEmpty(), report::toString);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void anAnswerAboutAnotherRecordIsCounted() throws Exception {
        ChaosReport report = new ChaosReport();
        ChaosRun run = new ChaosRun(2, 2, 12, Duration.ofMinutes(3), report).through(transport -> request -> {
            Response answer = transport.send(request);
            return request.path().startsWith("/custom_object_records/")
                    ? replaced(answer, "\"caller", "\"other")
                    : answer;
        });
        run.run();
        assertFalse(report.defects().get("wrong answers to callers").isEmpty(), report::toString);
    }

    /** The client cannot notice this one: the answer shows the links as they were sent, but they were not stored. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void linksThatGetLostBehindTheClientsBackAreCounted() throws Exception {
        ChaosReport report = new ChaosReport();
        ChaosRun run = new ChaosRun(3, 2, 20, Duration.ofMinutes(3), report).through(transport -> request -> {
            if (request.method() != Request.Method.PUT || !request.path().startsWith("/releases/")) {
                return transport.send(request);
            }
            String ids = request.body().replaceAll(".*(\\[[^]]*]).*", "$1");
            String answer =
                    "{\"release\":{\"custom_object_links\":[{\"key\":\"customers\",\"record_ids\":" + ids + "}]}}";
            return new Response(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
        });
        run.run();
        assertFalse(report.defects().get("lost links").isEmpty(), report::toString);
    }

    private static Response replaced(Response answer, String pattern, String by) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(pattern, by);
        return new Response(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs on several accounts, each drawn anew. */
    private static void check(long seed, List<Integer> accounts, int callers, int operations, Duration bound)
            throws Exception {
        ChaosReport report = new ChaosReport();
        for (int account : accounts) {
            new ChaosRun(seed * 100 + account, callers, operations, bound, report).run();
        }
        System.out.println(report);
        String page = System.getProperty("aha.chaos.table");
        if (page != null) {
            Files.writeString(Path.of(page), report.markdown(seed));
        }
        assertEquals(8, report.defects().size(), "every kind of defect was looked for");
        assertTrue(report.defects().values().stream().allMatch(List::isEmpty), report::toString);
    }
}
