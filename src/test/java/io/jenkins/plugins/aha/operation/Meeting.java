package io.jenkins.plugins.aha.operation;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

/** What several threads do before one goes on. */
public final class Meeting {
    private Meeting() {}

    /** Waits until all are here. */
    public static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a thread is in a method now. */
    public static boolean isIn(Thread thread, Class<?> type, String method) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(type.getName())
                        && frame.getMethodName().equals(method));
    }
}
