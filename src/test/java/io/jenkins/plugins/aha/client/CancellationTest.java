package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An abort ends the operation wherever it waits, and leaves nothing behind. */
@Timeout(60)
class CancellationTest {
    /** What an operation does in a thread of its own. */
    private interface Work {
        void run() throws Exception;
    }

    /** Ends with the exception of the work, or with whether its thread was left interrupted. */
    private static CompletableFuture<Boolean> inThread(Work work) {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        end.complete(Thread.currentThread().isInterrupted());
                    } catch (Exception e) {
                        if (Thread.currentThread().isInterrupted()) {
                            e.addSuppressed(new IllegalStateException("left interrupted"));
                        }
                        end.completeExceptionally(e);
                    }
                })
                .start();
        return end;
    }

    private static void assertAborted(CompletableFuture<Boolean> end) throws Exception {
        ExecutionException ended = assertThrows(ExecutionException.class, () -> end.get(10, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, ended.getCause());
        assertEquals(0, ended.getCause().getSuppressed().length, "the thread was left interrupted");
    }

    @Test
    void inARequest() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().stallMillis(60_000).next(Fault.STALLED_AFTER_STORING);
            CompletableFuture<Boolean> end = inThread(() -> aha.client.get(SimulatedAha.ACME));
            while (aha.simulator.faults().stalled() == 0) {
                Thread.onSpinWait();
            }
            aha.cancellation.cancel();
            assertAborted(end);
            aha.simulator.faults().releaseStalled();
        }
    }

    @Test
    void waitingForTheLimits() throws Exception {
        try (SimulatedAha aha = new SimulatedAha(new Limits(1, 300))) {
            aha.client.get(SimulatedAha.ACME);
            aha.time.among(2);
            CompletableFuture<Boolean> end = inThread(() -> aha.client.get(SimulatedAha.ACME));
            aha.time.awaitSleeping(1);
            aha.cancellation.cancel();
            assertAborted(end);
            assertEquals(0, aha.time.sleeping());
            AhaClient other = aha.account.open(() -> SimulatedAha.TOKEN, BuildLog.NONE, new Cancellation());
            aha.time.among(1);
            other.get(SimulatedAha.ACME);
            assertEquals(1_005_000_000L, aha.time.passed(), "no place in the queue is left");
        }
    }

    @Test
    void betweenTwoTries() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(Fault.BAD_GATEWAY);
            aha.time.among(2);
            CompletableFuture<Boolean> end = inThread(() -> aha.client.get(SimulatedAha.ACME));
            aha.time.awaitSleeping(1);
            aha.cancellation.cancel();
            assertAborted(end);
            assertEquals(1, aha.simulator.requests().size());
        }
    }

    @Test
    void searchingForALostRecordAndWaitingForItsLock() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
            aha.time.among(2);
            CompletableFuture<Boolean> first = inThread(() -> aha.create(Map.of("name", "Twin")));
            aha.time.awaitSleeping(1);
            CompletableFuture<Boolean> second = inThread(() -> aha.create(Map.of("name", "Twin")));
            aha.cancellation.cancel();
            assertAborted(first);
            assertAborted(second);
            aha.time.among(1);
            AhaClient other = aha.account.open(() -> SimulatedAha.TOKEN, BuildLog.NONE, new Cancellation());
            new RecordCreation(other, "PRJ1", "customers", Map.of("name", "Twin")).create(RecordCreation.Intent.none());
            assertEquals(2, aha.customersNamed("Twin").size(), "the lock is free again");
        }
    }

    @Test
    void waitingForALockThatSomebodyElseKeeps() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            Cancellation ofOther = new Cancellation();
            AhaClient other = aha.account.open(() -> SimulatedAha.TOKEN, BuildLog.NONE, ofOther);
            aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
            aha.time.among(2);
            CompletableFuture<Boolean> keeps =
                    inThread(() -> new RecordCreation(other, "PRJ1", "customers", Map.of("name", "Twin"))
                            .create(RecordCreation.Intent.none()));
            aha.time.awaitSleeping(1);
            CompletableFuture<Thread> waiter = new CompletableFuture<>();
            CompletableFuture<Boolean> end = inThread(() -> {
                waiter.complete(Thread.currentThread());
                aha.create(Map.of("name", "Twin"));
            });
            while (waiter.get().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            aha.cancellation.cancel();
            assertAborted(end);
            assertFalse(keeps.isDone());
            ofOther.cancel();
            assertAborted(keeps);
            assertEquals(0, aha.account.locks().size());
        }
    }

    @Test
    void aPageThatIsReadAheadInAnotherThread() throws Exception {
        try (SimulatedAha aha = new SimulatedAha(new Limits(1, 300))) {
            List<CompletableFuture<Boolean>> readers = new ArrayList<>();
            RecordPages pages = new RecordPages(
                    aha.client, "PRJ1", "customers", null, 1, task -> readers.add(inThread(task::run)), 1);
            pages.next();
            aha.time.among(3);
            CompletableFuture<Boolean> end = inThread(pages::next);
            aha.time.awaitSleeping(1);
            aha.cancellation.cancel();
            assertAborted(end);
            for (CompletableFuture<Boolean> reader : readers) {
                reader.get(10, TimeUnit.SECONDS);
            }
            assertEquals(0, aha.time.sleeping());
        }
    }

    @Test
    void aThreadThatIsDoneIsLeftAlone() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.create(Map.of("name", "x"));
            aha.cancellation.cancel();
            assertFalse(Thread.interrupted());
        }
    }

    @Test
    void nothingBeginsAfterwards() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            assertFalse(aha.cancellation.isCancelled());
            aha.cancellation.cancel();
            assertTrue(aha.cancellation.isCancelled());
            assertThrows(InterruptedException.class, () -> aha.client.get(SimulatedAha.ACME));
            assertThrows(InterruptedException.class, () -> aha.cancellation.begin(() -> {}));
            assertEquals(0, aha.simulator.requests().size());
        }
    }

    @Test
    void whatHasEndedIsNotStopped() throws Exception {
        Cancellation cancellation = new Cancellation();
        List<String> stopped = new ArrayList<>();
        Runnable stop = () -> stopped.add("stopped");
        cancellation.begin(stop).close();
        cancellation.begin(stop);
        Cancellation.Activity ended = cancellation.begin(stop);
        ended.close();
        cancellation.cancel();
        cancellation.cancel();
        assertEquals(List.of("stopped"), stopped);
    }

    @Test
    void oneThatCannotBeStoppedDoesNotProtectTheOthers() throws Exception {
        Cancellation cancellation = new Cancellation();
        List<String> stopped = new ArrayList<>();
        cancellation.begin(() -> {
            throw new IllegalStateException("no");
        });
        cancellation.begin(() -> stopped.add("stopped"));
        assertThrows(IllegalStateException.class, cancellation::cancel);
        assertEquals(List.of("stopped"), stopped);
    }

    @Test
    void theOutermostActivityOfAThreadTakesTheInterruptionBack() throws Exception {
        Cancellation cancellation = new Cancellation();
        Cancellation.Activity outer = cancellation.beginInThisThread();
        Cancellation.Activity inner = cancellation.beginInThisThread();
        cancellation.cancel();
        inner.close();
        assertTrue(Thread.currentThread().isInterrupted(), "the outer one has still to learn of it");
        outer.close();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptionBySomebodyElseStays() throws Exception {
        Cancellation cancellation = new Cancellation();
        Cancellation.Activity activity = cancellation.beginInThisThread();
        Thread.currentThread().interrupt();
        activity.close();
        assertTrue(Thread.interrupted());
        cancellation.beginInThisThread().close();
        cancellation.cancel();
        assertFalse(Thread.interrupted(), "no activity of this thread is open");
    }
}
