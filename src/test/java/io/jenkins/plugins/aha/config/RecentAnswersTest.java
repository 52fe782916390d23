package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private final VirtualTime time = new VirtualTime();
    private final RecentAnswers answers = new RecentAnswers(time);
    private final AtomicInteger asked = new AtomicInteger();

    private String ask(Object key) throws AhaException, InterruptedException {
        return answers.get(key, cancellation -> key + " " + asked.incrementAndGet());
    }

    @Test
    void anAnswerIsKeptForAMinute() throws Exception {
        assertEquals("a 1", ask("a"));
        time.pass(Duration.ofSeconds(59));
        assertEquals("a 1", ask("a"));
        assertEquals("b 2", ask("b"));
        time.pass(Duration.ofSeconds(1));
        assertEquals("a 3", ask("a"));
        assertEquals("b 2", ask("b"));
    }

    @Test
    void aFailureIsKeptForTenSeconds() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    AhaException.class,
                    () -> answers.get("a", cancellation -> {
                        asked.incrementAndGet();
                        throw new AhaException(Reason.UNREACHABLE, "nothing there");
                    }));
            assertEquals(1, asked.get());
        }
        time.pass(Duration.ofSeconds(10));
        assertEquals("a 2", ask("a"));
    }

    @Test
    void aDefectIsNotHidden() {
        assertThrows(
                IllegalStateException.class,
                () -> answers.get("a", cancellation -> {
                    throw new IllegalStateException("a defect");
                }));
    }

    @Test
    void questionsAtTheSameTimeShareOneAnswer() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<String> first = new FutureTask<>(() -> answers.get("a", cancellation -> {
            begun.countDown();
            go.await();
            return "shared " + asked.incrementAndGet();
        }));
        Thread.ofVirtual().start(first);
        begun.await();
        FutureTask<String> second = new FutureTask<>(() -> ask("a"));
        Thread.ofVirtual().start(second);
        go.countDown();
        assertEquals("shared 1", first.get());
        assertEquals("shared 1", second.get());
    }

    @Test
    void noAnswerIsAwaitedForLongerThanFiveSeconds() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        long start = System.nanoTime();
        AhaException late = assertThrows(
                AhaException.class,
                () -> answers.get("a", cancellation -> {
                    cancellation.begin(cancelled::countDown);
                    cancelled.await();
                    return "too late";
                }));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds >= 4 && seconds <= 8, "seconds: " + seconds);
        assertEquals("Aha! did not answer within 5 seconds.", late.getMessage());
        cancelled.await();
        assertThrows(AhaException.class, () -> ask("a"), "and for ten seconds no form asks again");
        assertEquals(0, asked.get());
    }

    @Test
    void nothingButTheNewestIsKept() throws Exception {
        for (int i = 0; i < 1000; i++) {
            ask(i);
        }
        assertEquals("0 1001", ask(0));
        assertEquals("999 1000", ask(999));
    }
}
