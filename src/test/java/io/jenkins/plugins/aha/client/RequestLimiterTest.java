package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limiter in virtual time, where a request may arrive at any moment between its start and its answer. */
@Timeout(60)
class RequestLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    private static int mostInAny(long window, List<Long> arrivals) {
        List<Long> sorted = new ArrayList<>(arrivals);
        Collections.sort(sorted);
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (sorted.get(to) - sorted.get(from) >= window) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private void request(RequestLimiter limiter) throws InterruptedException {
        limiter.acquire(notices::add).answered();
    }

    /** How long a request is on its way before it is counted, and then until its answer is here, in milliseconds. */
    private interface Ways {
        int there(Random random);

        int back(Random random);

        static Ways between(int least, int most) {
            return new Ways() {
                @Override
                public int there(Random random) {
                    return random.nextInt(least, most);
                }

                @Override
                public int back(Random random) {
                    return there(random);
                }
            };
        }
    }

    /** Sends requests from many threads at once, each under way for up to two seconds; tells when they arrived. */
    private List<Long> arrivals(RequestLimiter limiter, int clients, int requestsEach) throws Exception {
        return arrivals(limiter, clients, requestsEach, Ways.between(0, 1000));
    }

    private List<Long> arrivals(RequestLimiter limiter, int clients, int requestsEach, Ways ways) throws Exception {
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        time.among(clients);
        for (int client = 0; client < clients; client++) {
            Random random = new Random(client);
            threads.add(new Thread(() -> {
                try {
                    for (int request = 0; request < requestsEach; request++) {
                        RequestLimiter.Permit permit = limiter.acquire(notices::add);
                        time.sleep(Duration.ofMillis(ways.there(random)));
                        arrivals.add(time.passed());
                        time.sleep(Duration.ofMillis(ways.back(random)));
                        permit.answered();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    time.leave();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return arrivals;
    }

    @Test
    void fiftyClientsNeverMakeMoreArriveThanAllowed() throws Exception {
        List<Long> arrivals = arrivals(new RequestLimiter(Limits.DOCUMENTED, time), 50, 13);
        assertEquals(650, arrivals.size());
        assertTrue(mostInAny(SECOND, arrivals) <= 20, "in a second: " + mostInAny(SECOND, arrivals));
        assertTrue(mostInAny(60 * SECOND, arrivals) <= 300, "in a minute: " + mostInAny(60 * SECOND, arrivals));
        assertTrue(time.passed() < 150 * SECOND, "650 requests need little more than two minutes: " + time.now());
    }

    @Test
    void steadyAnswersComeCloserToTheLimitAndStayBelowIt() throws Exception {
        List<Long> arrivals = arrivals(new RequestLimiter(Limits.DOCUMENTED, time), 20, 14, Ways.between(50, 60));
        assertTrue(mostInAny(SECOND, arrivals) <= 20, "in a second: " + mostInAny(SECOND, arrivals));
        long patient = 13 * 1_115L;
        assertTrue(
                time.passed() < (patient - 13 * 30) * 1_000_000,
                "280 requests, each counted until a second after its answer, need about " + patient + " ms; these "
                        + time.passed() / 1_000_000);
    }

    @Test
    void halfOfASteadyAnswersTimeIsSpared() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time);
        sendTogether(limiter, 20);
        request(limiter);
        assertEquals(100_000_000L + 1_005_000_000L - 50_000_000L, time.passed());
    }

    @Test
    void nothingIsSparedBeforeTwentyAnswersAreKnown() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(19, 300), time);
        sendTogether(limiter, 19);
        request(limiter);
        assertEquals(100_000_000L + 1_005_000_000L, time.passed());
    }

    @Test
    void nothingIsSparedAfterARefusal() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time);
        sendTogether(limiter, 20);
        limiter.refused();
        request(limiter);
        assertEquals(100_000_000L + 1_005_000_000L, time.passed());
    }

    /** Sends so many requests at one moment, which are all answered a tenth of a second later. */
    private void sendTogether(RequestLimiter limiter, int count) throws InterruptedException {
        List<RequestLimiter.Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            permits.add(limiter.acquire(notices::add));
        }
        time.pass(Duration.ofMillis(100));
        permits.forEach(RequestLimiter.Permit::answered);
    }

    @Test
    void smallerLimitsHold() throws Exception {
        List<Long> arrivals = arrivals(new RequestLimiter(new Limits(2, 10), time), 5, 6);
        assertTrue(mostInAny(SECOND, arrivals) <= 2);
        assertTrue(mostInAny(60 * SECOND, arrivals) <= 10);
    }

    @Test
    void aFullSecondIsWaitedFor() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(3, 300), time);
        for (int i = 0; i < 3; i++) {
            request(limiter);
        }
        assertEquals(0, time.passed());
        request(limiter);
        assertEquals(1_005_000_000L, time.passed());
        assertEquals(List.of(), notices, "a short wait is not worth a word");
    }

    @Test
    void aFullMinuteIsWaitedForAndToldOnce() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(20, 2), time);
        request(limiter);
        request(limiter);
        request(limiter);
        assertEquals(60_050_000_000L, time.passed());
        assertEquals(
                List.of("Waiting about 61 s more for Aha!'s limits of 20 requests a second and 2 a minute."), notices);
        request(limiter);
        request(limiter);
        assertEquals(2, notices.size(), "each long wait is told");
    }

    @Test
    void aRequestWithoutAnswerHoldsItsPlaceForALimitedTime() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time);
        limiter.acquire(notices::add);
        request(limiter);
        assertEquals(3_000_000_000L + 1_005_000_000L, time.passed());
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time);
        RequestLimiter.Permit permit = limiter.acquire(notices::add);
        time.pass(Duration.ofMillis(100));
        permit.answered();
        time.pass(Duration.ofMillis(100));
        permit.answered();
        request(limiter);
        assertEquals(1_105_000_000L, time.passed());
    }

    @Test
    void aPauseHoldsEverybodyBackAndAShorterOneDoesNotShortenIt() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time);
        limiter.pause(Duration.ofSeconds(5));
        limiter.pause(Duration.ofSeconds(2));
        request(limiter);
        assertEquals(5 * SECOND, time.passed());
        assertEquals(List.of(), notices, "exactly five seconds are not over five");
    }

    @Test
    void shortWaitsThatAddUpAreTold() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time.among(2));
        limiter.pause(Duration.ofSeconds(4));
        Thread waiter = new Thread(() -> {
            try {
                limiter.acquire(notices::add);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                time.leave();
            }
        });
        waiter.start();
        time.sleep(Duration.ofMillis(2500));
        limiter.pause(Duration.ofSeconds(4));
        time.leave();
        waiter.join();
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).startsWith("Waiting about 4 s more for"), notices.get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 300", "20, 1"})
    void firstComeFirstServed(int perSecond, int perMinute) throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(perSecond, perMinute), time.among(100));
        request(limiter);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                try {
                    RequestLimiter.Permit permit = limiter.acquire(notices::add);
                    order.add(number);
                    permit.answered();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    time.leave();
                }
            }));
            threads.get(i).start();
            time.awaitSleeping(i + 1);
        }
        time.among(9);
        time.leave();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), order);
    }

    @Test
    void whoIsAbortedLeavesNoPlaceBehind() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time);
        request(limiter);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> limiter.acquire(notices::add));
        request(limiter);
        assertEquals(1_005_000_000L, time.passed(), "as if the other had never waited");
    }

    /** Who was counted twice for a moment, as sent and as waiting, once cost whoever looked just then a whole window. */
    @Test
    void asManyAsTheWindowTakesWhoComeTogetherNeedNotWait() throws Exception {
        int together = 2;
        ExecutorService threads = Executors.newFixedThreadPool(together);
        try {
            for (int round = 0; round < 20_000; round++) {
                RequestLimiter limiter = new RequestLimiter(new Limits(together, 300), time);
                AtomicInteger there = new AtomicInteger();
                Callable<RequestLimiter.Permit> request = () -> {
                    there.incrementAndGet();
                    while (there.get() < together) {
                        Thread.onSpinWait();
                    }
                    return limiter.acquire(notices::add);
                };
                for (Future<RequestLimiter.Permit> permit : threads.invokeAll(Collections.nCopies(together, request))) {
                    permit.get();
                }
                assertEquals(List.of(), time.sleeps(), "round " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatLongAgoWasSentIsForgotten() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(20, 2), time);
        request(limiter);
        time.pass(Duration.ofSeconds(40));
        request(limiter);
        time.pass(Duration.ofMillis(20_050));
        request(limiter);
        assertEquals(60_050_000_000L, time.passed(), "no wait: the first is out");
        request(limiter);
        assertEquals(100_050_000_000L, time.passed(), "a wait: the second is not");
    }

    @Test
    void limitsOfZeroAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 0));
    }
}
