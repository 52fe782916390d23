package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt reaches the helper it is meant for, and nobody after it. */
@Timeout(60)
class HelpersTest {
    private SimulatedAha aha;
    private RecordedBuild build;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Boolean> leftInterrupted = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        aha = new SimulatedAha();
        build = aha.build()
                .helpedBy(task -> new Thread(() -> {
                            task.run();
                            leftInterrupted.complete(Thread.currentThread().isInterrupted());
                        })
                        .start());
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private void workUntilInterrupted() {
        begun.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void readersThatNobodyNeedsAnyMoreAreInterrupted() throws Exception {
        Helpers helpers = new Helpers(build);
        helpers.execute(this::workUntilInterrupted);
        begun.await();
        helpers.close();
        assertEquals(false, leftInterrupted.get());
    }

    @Test
    void cancellationInterruptsAndIsForgottenByTheThread() throws Exception {
        Helpers helpers = new Helpers(build);
        helpers.execute(this::workUntilInterrupted);
        begun.await();
        build.cancellation().cancel();
        assertEquals(false, leftInterrupted.get());
    }

    @Test
    void interruptOfSomebodyElseStays() throws Exception {
        new Helpers(build).execute(() -> Thread.currentThread().interrupt());
        assertEquals(true, leftInterrupted.get());
    }

    @Test
    void nothingBeginsAfterACancellation() throws Exception {
        build.cancellation().cancel();
        new Helpers(build).execute(begun::countDown);
        assertEquals(false, leftInterrupted.get());
        assertEquals(1, begun.getCount());
    }
}
