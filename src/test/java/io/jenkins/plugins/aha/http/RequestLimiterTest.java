package io.jenkins.plugins.aha.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
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
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limiter in virtual time, where a request may arrive at any moment between its start and its answer. */
@Timeout(60)
class RequestLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

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

    /** An operation of a build of its own. */
    private RequestSource requester() {
        return new RequestSource(new Object(), log::add);
    }

    private void request(RequestLimiter limiter) throws Exception {
        limiter.acquire(requester()).answered();
    }

    /** Sends requests from many threads at once, each under way for up to two seconds; tells when they arrived. */
    private List<Long> arrivals(RequestLimiter limiter, int clients, int requestsEach) throws Exception {
        return arrivals(limiter, clients, requestsEach, client -> requester());
    }

    private List<Long> arrivals(
            RequestLimiter limiter, int clients, int requestsEach, IntFunction<RequestSource> requesters)
            throws Exception {
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        time.among(clients);
        for (int client = 0; client < clients; client++) {
            Random random = new Random(client);
            RequestSource requester = requesters.apply(client);
            threads.add(new Thread(() -> {
                try {
                    for (int request = 0; request < requestsEach; request++) {
                        RequestLimiter.Permit permit = limiter.acquire(requester);
                        time.sleep(Duration.ofMillis(random.nextInt(1000)));
                        arrivals.add(time.passed());
                        time.sleep(Duration.ofMillis(random.nextInt(1000)));
                        permit.answered();
                    }
                } catch (AhaException | InterruptedException e) {
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
        assertEquals(List.of(), log, "a short wait is not worth a word");
    }

    @Test
    void aFullMinuteIsWaitedForAndLoggedOnce() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(20, 2), time);
        request(limiter);
        request(limiter);
        request(limiter);
        assertEquals(60_050_000_000L, time.passed());
        assertEquals(
                List.of(
                        "Waiting about 61 s for the limits of 20 requests a second and 2 a minute, which all builds share."),
                log);
        request(limiter);
        request(limiter);
        assertEquals(2, log.size(), "each operation logs its long wait");
    }

    @Test
    void aRequestHoldsItsPlaceUntilItsAnswerHoweverLongThatTakes() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time.among(2));
        RequestLimiter.Permit slow = limiter.acquire(requester());
        Thread next = clientOf(limiter, requester(), () -> {});
        next.start();
        time.awaitSleeping(1);
        time.sleep(Duration.ofSeconds(90));
        slow.answered();
        time.leave();
        next.join();
        assertEquals(91_005_000_000L, time.passed());
    }

    /** A request whose answer is not waited for any more may arrive later than its repeat. */
    @Test
    void aLostRequestHoldsItsPlaceForAsLongAgainAsItWasWaitedFor() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time);
        RequestLimiter.Permit lost = limiter.acquire(requester());
        time.pass(Duration.ofSeconds(3));
        lost.lost();
        request(limiter);
        assertEquals(7_005_000_000L, time.passed());
        RequestLimiter.Permit late = limiter.acquire(requester());
        assertEquals(8_010_000_000L, time.passed());
        time.pass(Duration.ofMinutes(2));
        late.lost();
        request(limiter);
        assertEquals(159_015_000_000L, time.passed(), "half a minute at most");
        assertEquals(Duration.ofSeconds(3), lost.stillOnItsWay());
        assertEquals(Duration.ofSeconds(30), late.stillOnItsWay());
    }

    @Test
    void lostRequestsThatArriveLateNeverMakeMoreArriveThanAllowed() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(10, 60), time.among(20));
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < 20; client++) {
            Random random = new Random(client);
            threads.add(new Thread(() -> {
                try {
                    for (int request = 0; request < 10; request++) {
                        RequestLimiter.Permit permit = limiter.acquire(requester());
                        long sentAt = time.passed();
                        time.sleep(Duration.ofMillis(random.nextInt(3_000)));
                        long waited = time.passed() - sentAt;
                        boolean lost = random.nextInt(3) == 0;
                        arrivals.add(sentAt + (long) (random.nextDouble() * (lost ? 2 : 1) * waited));
                        if (lost) {
                            permit.lost();
                        } else {
                            permit.answered();
                        }
                    }
                } catch (AhaException | InterruptedException e) {
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
        assertEquals(200, arrivals.size());
        assertTrue(mostInAny(SECOND, arrivals) <= 10, "in a second: " + mostInAny(SECOND, arrivals));
        assertTrue(mostInAny(60 * SECOND, arrivals) <= 60, "in a minute: " + mostInAny(60 * SECOND, arrivals));
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time);
        RequestLimiter.Permit permit = limiter.acquire(requester());
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
        assertEquals(List.of(), log, "exactly five seconds are not over five");
    }

    @Test
    void shortWaitsThatAddUpAreTold() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time.among(2));
        limiter.pause(Duration.ofSeconds(4));
        Thread waiter = new Thread(() -> {
            try {
                limiter.acquire(requester());
            } catch (AhaException | InterruptedException e) {
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
        assertEquals(1, log.size());
        assertTrue(log.get(0).startsWith("Waiting about 4 s, as Aha! asked."), log.get(0));
    }

    @Test
    void oneOperationLogsAWaitOnceAndOnceMoreAfterAMinute() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(20, 1), time);
        RequestSource operation = requester();
        limiter.pause(Duration.ofSeconds(50));
        limiter.acquire(operation).answered();
        limiter.acquire(operation).answered();
        limiter.pause(Duration.ofSeconds(65));
        limiter.acquire(operation).answered();
        limiter.acquire(operation).answered();
        assertEquals(2, log.size(), log.toString());
        assertTrue(log.get(0).startsWith("Waiting about 50 s, as Aha! asked."), log.get(0));
        assertTrue(log.get(1).startsWith("Still waiting, about "), log.get(1));
    }

    private Thread clientOf(RequestLimiter limiter, RequestSource requester, Runnable whenServed) {
        return new Thread(() -> {
            try {
                RequestLimiter.Permit permit = limiter.acquire(requester);
                whenServed.run();
                permit.answered();
            } catch (AhaException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                time.leave();
            }
        });
    }

    @Test
    void buildsTakeTurns() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 300), time.among(100));
        request(limiter);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (String build : List.of("a", "a", "a", "a", "b", "b", "c")) {
            RequestSource requester = new RequestSource(build, log::add);
            threads.add(clientOf(limiter, requester, () -> order.add(build)));
            threads.get(threads.size() - 1).start();
            time.awaitSleeping(threads.size());
        }
        time.among(threads.size() + 1);
        time.leave();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of("a", "b", "c", "a", "b", "a", "a"), order);
    }

    /** A release's link must not wait for a minute because another build is writing thousands of records. */
    @Test
    void theLastTenthOfAMinuteIsKeptForBuildsThatTookLess() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time);
        RequestSource bulk = new RequestSource("bulk", log::add);
        for (int i = 0; i < 270; i++) {
            limiter.acquire(bulk).answered();
        }
        long before = time.passed();
        assertTrue(before < 14 * SECOND, "a bulk of 270 requests is not slowed: " + before);
        time.pass(Duration.ofMillis(1_005));
        before = time.passed();
        for (int i = 0; i < 20; i++) {
            limiter.acquire(new RequestSource("release", log::add)).answered();
        }
        assertEquals(before, time.passed(), "twenty places of the reserve at once");
        limiter.acquire(bulk).answered();
        assertEquals(61_055_000_000L, time.passed(), "the bulk waits until the 21st of the minute's 290 has left");
    }

    @Test
    void aBuildGetsItsShareOfTheReserveBackAfterAMinute() throws Exception {
        RequestLimiter limiter = new RequestLimiter(Limits.DOCUMENTED, time);
        RequestSource release = new RequestSource("release", log::add);
        for (int i = 0; i < 30; i++) {
            limiter.acquire(release).answered();
        }
        time.pass(Duration.ofSeconds(61));
        RequestSource bulk = new RequestSource("bulk", log::add);
        for (int i = 0; i < 270; i++) {
            limiter.acquire(bulk).answered();
        }
        time.pass(Duration.ofMillis(1_005));
        long before = time.passed();
        for (int i = 0; i < 20; i++) {
            limiter.acquire(release).answered();
        }
        assertEquals(before, time.passed(), "what it sent more than a minute ago does not count");
    }

    @Test
    void aFormWaitsNoLongerThanItsPatience() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(1, 10), time);
        RequestSource form = new RequestSource("forms", log::add, Duration.ofSeconds(3));
        for (int i = 0; i < 3; i++) {
            limiter.acquire(form).answered();
        }
        assertTrue(time.passed() <= 3 * SECOND, "a second for each but the first: " + time.passed());
        limiter.pause(Duration.ofSeconds(20));
        long before = time.passed();
        AhaException busy = assertThrows(AhaException.class, () -> limiter.acquire(form));
        assertEquals(
                "Aha! was not asked: builds use all requests that Aha! takes for the next 20 s", busy.getMessage());
        assertFalse(busy.isTemporary(), "so that it is not tried again");
        assertEquals(before, time.passed(), "it fails at once");
        assertEquals(List.of(), log);
        limiter.acquire(new RequestSource("build", log::add)).answered();
        assertTrue(time.passed() - before >= 20 * SECOND, "builds wait");
    }

    @Test
    void aBulkThatWaitsForTheMinuteDoesNotStandBeforeARelease() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(20, 20), time.among(100));
        RequestSource bulk = new RequestSource("bulk", log::add);
        for (int i = 0; i < 18; i++) {
            limiter.acquire(bulk).answered();
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(clientOf(limiter, bulk, () -> {}));
            threads.get(i).start();
            time.awaitSleeping(i + 1);
        }
        limiter.acquire(new RequestSource("release", log::add)).answered();
        assertEquals(0, time.passed());
        time.among(threads.size() + 1);
        time.leave();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void manyBuildsAtOnceNeverMakeMoreArriveThanAllowed() throws Exception {
        RequestLimiter limiter = new RequestLimiter(new Limits(5, 40), time);
        List<Long> arrivals = arrivals(limiter, 12, 10, client -> new RequestSource("build " + client % 3, log::add));
        assertEquals(120, arrivals.size());
        assertTrue(mostInAny(SECOND, arrivals) <= 5);
        assertTrue(mostInAny(60 * SECOND, arrivals) <= 40);
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
                    RequestLimiter.Permit permit = limiter.acquire(requester());
                    order.add(number);
                    permit.answered();
                } catch (AhaException | InterruptedException e) {
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
        assertThrows(InterruptedException.class, () -> limiter.acquire(requester()));
        request(limiter);
        assertEquals(1_005_000_000L, time.passed(), "as if the other had never waited");
    }

    /** A request counted for a moment both as sent and as waiting once made another wait for a whole window. */
    @Test
    void asManyAsTheWindowTakesWhoComeTogetherNeedNotWait() throws Exception {
        int together = 2;
        ExecutorService threads = Executors.newFixedThreadPool(together);
        try {
            for (int round = 0; round < 2_000; round++) {
                RequestLimiter limiter = new RequestLimiter(new Limits(together, 300), time);
                AtomicInteger there = new AtomicInteger();
                Callable<RequestLimiter.Permit> request = () -> {
                    there.incrementAndGet();
                    while (there.get() < together) {
                        Thread.onSpinWait();
                    }
                    return limiter.acquire(requester());
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
