package io.jenkins.plugins.aha.operation.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.DemoAha;
import io.jenkins.plugins.aha.operation.Meeting;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An abort ends everything that was begun, and nothing else begins. */
@Timeout(60)
class BatchAbortTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private <R> List<R> run(int items, Batch.Task<Integer, R> task) throws IOException, InterruptedException {
        List<Integer> all = IntStream.range(0, items).boxed().toList();
        return new Batch<>(build, all, Batch.WRITING, task, item -> "item " + item).run();
    }

    private static AhaException refused(String message) {
        return new AhaException(AhaException.Reason.REFUSED, message);
    }

    @Test
    void cancellationInterruptsAllThreads() throws Exception {
        CyclicBarrier begun = new CyclicBarrier(5);
        CountDownLatch ended = new CountDownLatch(3);
        build.helpedBy(task -> {
            Thread worker = new Thread(() -> {
                task.run();
                ended.countDown();
            });
            worker.start();
        });
        Thread canceller = new Thread(() -> {
            try {
                Meeting.await(begun);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            build.cancellation().cancel();
        });
        canceller.start();
        try (var activity = build.cancellation().beginInThisThread()) {
            assertThrows(
                    InterruptedException.class,
                    () -> run(50, item -> {
                        Meeting.await(begun);
                        new CountDownLatch(1).await();
                        return item;
                    }));
        }
        ended.await();
    }

    @Test
    void afterAnAbortNothingIsBegun() {
        build.cancellation().cancel();
        List<Integer> done = new ArrayList<>();
        assertThrows(InterruptedException.class, () -> run(5, item -> done.add(item)));
        assertEquals(List.of(), done);
    }

    @Test
    void abortCountsMoreThanAnotherFailure() throws Exception {
        CyclicBarrier begun = new CyclicBarrier(2);
        for (int aborted = 0; aborted < 2; aborted++) {
            int last = aborted;
            InterruptedException abort = new InterruptedException("stop");
            InterruptedException thrown = assertThrows(
                    InterruptedException.class,
                    () -> run(2, item -> {
                        Meeting.await(begun);
                        if (item == last) {
                            throw abort;
                        }
                        throw refused("no");
                    }));
            assertSame(abort, thrown);
        }
    }

    @Test
    void abortWaitsForWhatHasBegun() throws Exception {
        CyclicBarrier begun = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        assertThrows(
                InterruptedException.class,
                () -> run(2, item -> {
                    Meeting.await(begun);
                    if (Thread.currentThread() == caller) {
                        build.cancellation().cancel();
                        throw new InterruptedException("stop");
                    }
                    while (!Meeting.isIn(caller, CompletableFuture.class, "join")) {
                        Thread.onSpinWait();
                    }
                    ended.add(item);
                    return item;
                }));
        assertEquals(1, ended.size());
    }
}
