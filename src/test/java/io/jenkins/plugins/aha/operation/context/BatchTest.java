package io.jenkins.plugins.aha.operation.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.DemoAha;
import io.jenkins.plugins.aha.operation.Meeting;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything is done once, in order, and nothing goes on afterwards. */
@Timeout(60)
class BatchTest {
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
    void fourWorkTogetherAndResultsKeepTheirOrder() throws Exception {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger together = new AtomicInteger();
        List<Integer> results = run(40, item -> {
            together.incrementAndGet();
            Meeting.await(four);
            assertTrue(together.getAndDecrement() <= 4);
            return item * 10;
        });
        assertEquals(IntStream.range(0, 40).map(item -> item * 10).boxed().toList(), results);
    }

    @Test
    void whatHasBegunIsAwaitedAndAllFailuresAreNamed() throws Exception {
        CyclicBarrier begun = new CyclicBarrier(4);
        CompletableFuture<Thread> failing = new CompletableFuture<>();
        List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        Batch.Task<Integer, Integer> task = item -> {
            Meeting.await(begun);
            if (item == 1) {
                failing.complete(Thread.currentThread());
                throw refused("first.");
            }
            Thread first = failing.join();
            while (Meeting.isIn(first, Batch.class, "workOn")) {
                Thread.onSpinWait();
            }
            ended.add(item);
            if (item == 2) {
                throw refused("second.");
            }
            return item;
        };
        AhaException failure = assertThrows(AhaException.class, () -> run(9, task));
        assertEquals(3, ended.size());
        String message = failure.getMessage();
        assertTrue(message.contains("Done before: 2 of 9 (item 0, item 3); failed: item "), message);
        assertTrue(message.contains("; failed as well: item "), message);
        assertTrue(message.contains("first.") && message.contains("second."), message);
        assertTrue(message.endsWith("; not begun: 5, from item 4."), message);
    }

    @Test
    void noMoreThreadsAreStartedThanThereIsWork() throws Exception {
        AtomicInteger started = new AtomicInteger();
        build.helpedBy(task -> {
            started.incrementAndGet();
            new Thread(task).start();
        });
        assertEquals(List.of(), run(0, item -> item));
        assertEquals(List.of(0), run(1, item -> item));
        assertEquals(0, started.get());
        assertEquals(List.of(0, 1), run(2, item -> item));
        assertEquals(1, started.get());
        run(9, item -> item);
        assertEquals(4, started.get(), "three more");
    }

    @Test
    void onlyTwentyNamesAreListed() {
        build.helpedBy(Runnable::run);
        String message = assertThrows(
                        IOException.class,
                        () -> run(22, item -> {
                            if (item == 21) {
                                throw new IOException("disk full");
                            }
                            return item;
                        }))
                .getMessage();
        assertTrue(message.startsWith("disk full Done before: 21 of 22 (item 0, "), message);
        assertTrue(message.endsWith("item 19 and 1 more); failed: item 21."), message);
        String exactly = assertThrows(
                        AhaException.class,
                        () -> run(21, item -> {
                            if (item == 20) {
                                throw refused("no");
                            }
                            return item;
                        }))
                .getMessage();
        assertTrue(exactly.endsWith("item 19); failed: item 20."), exactly);
    }

    @Test
    void failureOfTheOnlyItemComesOutAsItIs() {
        AhaException refused = refused("no");
        assertSame(
                refused,
                assertThrows(
                        AhaException.class,
                        () -> run(1, item -> {
                            throw refused;
                        })));
        IOException broken = new IOException("disk full");
        assertSame(
                broken,
                assertThrows(
                        IOException.class,
                        () -> run(1, item -> {
                            throw broken;
                        })));
    }

    @Test
    void defectsComeOutAsTheyAre() {
        for (Executor workers : List.<Executor>of(Runnable::run, task -> new Thread(task).start())) {
            build.helpedBy(workers);
            IllegalStateException defect = new IllegalStateException("defect");
            assertSame(
                    defect,
                    assertThrows(
                            IllegalStateException.class,
                            () -> run(5, item -> {
                                throw defect;
                            })));
            StackOverflowError error = new StackOverflowError();
            assertSame(
                    error,
                    assertThrows(
                            StackOverflowError.class,
                            () -> run(5, item -> {
                                throw error;
                            })));
        }
    }
}
