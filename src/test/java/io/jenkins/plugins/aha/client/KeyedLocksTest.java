package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeyedLocksTest {
    private final KeyedLocks locks = new KeyedLocks();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private boolean isFree(String name) throws Exception {
        Thread attempt = new Thread(() -> {
            try {
                locks.lock(List.of(name)).close();
            } catch (InterruptedException notFree) {
                Thread.currentThread().interrupt();
            }
        });
        attempt.start();
        while (attempt.getState() != Thread.State.WAITING && attempt.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        boolean free = attempt.getState() == Thread.State.TERMINATED;
        attempt.interrupt();
        attempt.join();
        return free;
    }

    @Test
    void whoHoldsANameIsAlone() throws Exception {
        int[] count = {0};
        Future<?>[] workers = new Future<?>[8];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = threads.submit(() -> {
                for (int n = 0; n < 500; n++) {
                    try (KeyedLocks.Held held = locks.lock(List.of("a"))) {
                        int before = count[0];
                        Thread.yield();
                        count[0] = before + 1;
                    }
                }
                return null;
            });
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        assertEquals(4000, count[0]);
    }

    @Test
    void otherNamesAreFreeAndTheNameIsFreeAfterwards() throws Exception {
        KeyedLocks.Held held = locks.lock(List.of("a", "b", "a"));
        assertFalse(isFree("a"));
        assertFalse(isFree("b"));
        assertTrue(isFree("c"));
        held.close();
        assertTrue(isFree("a"));
        assertTrue(isFree("b"));
        assertEquals(0, locks.size());
    }

    @Test
    void whoTakesANameTwiceHoldsItUntilBothAreGivenBack() throws Exception {
        KeyedLocks.Held outer = locks.lock(List.of("a"));
        locks.lock(List.of("a")).close();
        assertFalse(isFree("a"));
        assertEquals(1, locks.size());
        outer.close();
        assertTrue(isFree("a"));
        assertEquals(0, locks.size());
    }

    @Test
    void namesInAnyOrderDoNotDeadlock() throws Exception {
        Future<?>[] workers = new Future<?>[2];
        for (int i = 0; i < 2; i++) {
            List<String> names = i == 0 ? List.of("a", "b") : List.of("b", "a");
            workers[i] = threads.submit(() -> {
                for (int n = 0; n < 2000; n++) {
                    locks.lock(names).close();
                }
                return null;
            });
        }
        workers[0].get();
        workers[1].get();
    }

    @Test
    void whoIsInterruptedHoldsNothing() throws Exception {
        KeyedLocks.Held held = locks.lock(List.of("b"));
        CountDownLatch ended = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            assertThrows(InterruptedException.class, () -> locks.lock(List.of("a", "b")));
            ended.countDown();
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiter.interrupt();
        ended.await();
        assertTrue(isFree("a"));
        held.close();
        assertTrue(isFree("b"));
        assertEquals(0, locks.size());
    }
}
