package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The context's workers as the helpers of one piece of work: what they have not begun when it ends is dropped, a
 * cancellation interrupts them, and a pool that takes no more work is no error. Safe for use by many threads.
 */
final class Helpers implements Executor, AutoCloseable {
    private final OperationContext context;
    private final List<Thread> running = new ArrayList<>();
    private boolean closed;

    Helpers(OperationContext context) {
        this.context = context;
    }

    /** Lets a helper do something, now or later or never. */
    @Override
    public void execute(Runnable task) {
        try {
            context.workers().execute(() -> help(task));
        } catch (RejectedExecutionException busy) {
            // What nobody begins, the operation does itself.
        }
    }

    private void help(Runnable task) {
        Thread me = Thread.currentThread();
        synchronized (this) {
            // Workers that run a task at once, in the thread that gives it, would otherwise go one call deeper each
            // time.
            if (closed || running.contains(me)) {
                return;
            }
            running.add(me);
        }
        try (Cancellation.Activity activity = context.cancellation().beginInThisThread()) {
            task.run();
        } catch (InterruptedException aborted) {
            // Nothing was begun, and the operation itself hears of its end.
        } finally {
            leave(me);
        }
    }

    /** The thread goes back to its pool, so an interrupt that was meant for this work must not stay with it. */
    private synchronized void leave(Thread me) {
        running.remove(me);
        notifyAll();
        if (closed || context.cancellation().isCancelled()) {
            Thread.interrupted();
        }
    }

    /**
     * Waits for those that are at work; no other begins.
     *
     * @throws InterruptedException after the wait, when the caller was interrupted meanwhile
     */
    synchronized void await() throws InterruptedException {
        closed = true;
        boolean interrupted = false;
        while (!running.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                // They were interrupted by the same cancellation and end soon.
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException("The operation was aborted");
        }
    }

    /** Sends the helpers away, which is right for those that only read: nobody needs any more what they bring. */
    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(Thread::interrupt);
    }
}
