package io.jenkins.plugins.aha.client;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The way to stop an operation from outside, at once, wherever it is: in a request, waiting for a limit or for a lock.
 * Safe for use by many threads.
 */
public final class Cancellation {
    private final Set<Runnable> stops = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cancelled;

    /** What is going on while this is open is stopped by {@link #cancel()}. */
    public interface Activity extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says how to stop what begins now.
     *
     * @param stop run at most once, by the thread that cancels
     * @throws InterruptedException when the operation is cancelled already
     */
    public Activity begin(Runnable stop) throws InterruptedException {
        synchronized (stops) {
            if (cancelled) {
                throw new InterruptedException("The operation was aborted");
            }
            stops.add(stop);
        }
        return () -> {
            synchronized (stops) {
                stops.remove(stop);
            }
        };
    }

    /** Makes the calling thread be interrupted by {@link #cancel()} until the activity is closed. */
    public Activity beginInThisThread() throws InterruptedException {
        Thread thread = Thread.currentThread();
        return begin(() -> thread.interrupt());
    }

    /** Stops everything that is going on, and whatever would begin later. Further calls do nothing. */
    public void cancel() {
        synchronized (stops) {
            cancelled = true;
            stops.forEach(Runnable::run);
            stops.clear();
        }
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        synchronized (stops) {
            return cancelled;
        }
    }
}
