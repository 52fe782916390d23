package io.jenkins.plugins.aha.simulator;

import java.util.concurrent.TimeUnit;

/** Lets requests wait: latency, drips, stalls. All waits end when the simulator is closed. Thread-safe. */
final class Pauses {
    private long released;
    private int stalled;
    private boolean closed;

    synchronized void pause(long millis) {
        await(millis, false);
    }

    /** Waits until released, or the time is over. */
    synchronized void stall(long millis) {
        stalled++;
        try {
            await(millis, true);
        } finally {
            stalled--;
        }
    }

    synchronized void release() {
        released++;
        notifyAll();
    }

    synchronized int stalled() {
        return stalled;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void await(long millis, boolean untilReleased) {
        long releasedBefore = released;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = end - System.nanoTime();
        try {
            while (left > 0 && !closed && !(untilReleased && released != releasedBefore)) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
