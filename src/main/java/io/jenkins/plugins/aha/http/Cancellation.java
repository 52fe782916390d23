package io.jenkins.plugins.aha.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Stops an operation from another thread, wherever it is: in a request, waiting for a limit or for a lock.
 * Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class Cancellation {
    /** One key for each activity: two may be stopped in the same way. */
    private final Map<Object, Runnable> stoppables = new LinkedHashMap<>();

    private final Set<Thread> threads = new HashSet<>();
    private boolean cancelled;

    /** What is going on while this is open is stopped by {@link #cancel()}. */
    @Restricted(NoExternalUse.class)
    public interface Activity extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says how to stop what begins now.
     *
     * @param stop run at most once, by the thread that cancels, and never after the activity was closed
     * @throws InterruptedException when the operation is cancelled already
     */
    public Activity begin(Runnable stop) throws InterruptedException {
        Object activity = new Object();
        synchronized (stoppables) {
            if (cancelled) {
                throw new InterruptedException("The operation was aborted");
            }
            stoppables.put(activity, stop);
        }
        return () -> {
            synchronized (stoppables) {
                stoppables.remove(activity);
            }
        };
    }

    /**
     * Makes the calling thread be interrupted by {@link #cancel()} until the activity is closed, which has to be done
     * by the same thread. Within another such activity of the thread this does nothing more. The end of the outermost
     * one takes the interruption back, since the thread may go on with other work.
     *
     * @throws InterruptedException when the operation is cancelled already
     */
    public Activity beginInThisThread() throws InterruptedException {
        Thread thread = Thread.currentThread();
        synchronized (stoppables) {
            Activity activity = begin(threads.contains(thread) ? () -> {} : thread::interrupt);
            if (!threads.add(thread)) {
                return activity;
            }
            return () -> endInThread(activity);
        }
    }

    private void endInThread(Activity activity) {
        synchronized (stoppables) {
            activity.close();
            threads.remove(Thread.currentThread());
            if (cancelled) {
                Thread.interrupted();
            }
        }
    }

    /** Stops everything that is going on, and whatever would begin later. Further calls do nothing. */
    public void cancel() {
        synchronized (stoppables) {
            cancelled = true;
            List<Runnable> all = List.copyOf(stoppables.values());
            stoppables.clear();
            RuntimeException failure = null;
            for (Runnable stop : all) {
                try {
                    stop.run();
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Returns whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        synchronized (stoppables) {
            return cancelled;
        }
    }
}
