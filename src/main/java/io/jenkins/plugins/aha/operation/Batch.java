package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does the same thing to many items, a few at a time. The thread that asks works along, so nothing ever waits for a
 * free helper. After the first failure nothing new is begun, and the error says which items were done.
 *
 * @param <I> the items
 * @param <R> the results
 */
final class Batch<I, R> {
    /** Parallel writes to one workspace can deadlock in Aha!'s database (notes on the API, §2), so only a few. */
    private static final int WIDTH = 4;

    private final OperationContext context;
    private final List<I> items;
    private final Task<I, R> task;
    private final Function<I, String> name;

    private final List<R> results = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> begun = new ArrayList<>();
    private Exception failure;
    private int failed;
    private int next;
    private int running;
    private boolean closed;
    private CountDownLatch idle = new CountDownLatch(0);

    /** What to do with one item. */
    @FunctionalInterface
    interface Task<I, R> {
        R run(I item) throws IOException, InterruptedException;
    }

    /**
     * @param name names an item in the message of an error
     */
    Batch(OperationContext context, List<I> items, Task<I, R> task, Function<I, String> name) {
        this.context = context;
        this.items = items;
        this.task = task;
        this.name = name;
        items.forEach(item -> results.add(null));
    }

    /** Does all, and gives the results in the order of the items. */
    List<R> run() throws IOException, InterruptedException {
        for (int helper = 1; helper < Math.min(WIDTH, items.size()); helper++) {
            context.workers().execute(this::help);
        }
        work();
        awaitHelpers();
        if (failure == null) {
            return results;
        }
        if (failure instanceof InterruptedException aborted) {
            throw aborted;
        }
        if (failure instanceof AhaException refused && items.size() > 1) {
            throw new AhaException(refused.getMessage() + " " + story(), refused);
        }
        if (failure instanceof IOException broken) {
            throw broken;
        }
        throw (RuntimeException) failure;
    }

    private void help() {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (running++ == 0) {
                idle = new CountDownLatch(1);
            }
        }
        try (Cancellation.Activity activity = context.cancellation().beginInThisThread()) {
            work();
        } catch (InterruptedException aborted) {
            fail(-1, aborted);
        } finally {
            synchronized (this) {
                if (--running == 0) {
                    idle.countDown();
                }
            }
        }
    }

    private void work() {
        for (int item = take(); item >= 0; item = take()) {
            try {
                R result = task.run(items.get(item));
                synchronized (this) {
                    results.set(item, result);
                    done.add(item);
                }
            } catch (InterruptedException | IOException | RuntimeException e) {
                fail(item, e);
            }
        }
    }

    private synchronized int take() {
        if (failure != null || next >= items.size()) {
            return -1;
        }
        begun.add(next);
        return next++;
    }

    private synchronized void fail(int item, Exception e) {
        if (failure == null) {
            failure = e;
            failed = item;
        } else if (failure != e) {
            failure.addSuppressed(e);
        }
    }

    /** Those that began are always waited for: what they do must not go on after the step has ended. */
    private void awaitHelpers() throws InterruptedException {
        CountDownLatch last;
        synchronized (this) {
            closed = true;
            last = idle;
        }
        boolean interrupted = false;
        while (last.getCount() > 0) {
            try {
                last.await();
            } catch (InterruptedException e) {
                // The helpers were interrupted by the same cancellation and end soon.
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException("The operation was aborted");
        }
    }

    private synchronized String story() {
        List<Integer> broken = new ArrayList<>(begun);
        broken.removeAll(done);
        broken.remove((Integer) failed);
        StringBuilder story = new StringBuilder("Done before: ")
                .append(done.isEmpty() ? "nothing" : done.size() + " of " + items.size() + " (" + names(done) + ")")
                .append("; failed: ")
                .append(name.apply(items.get(failed)));
        if (!broken.isEmpty()) {
            story.append("; failed as well: ").append(names(broken));
            for (Throwable also : failure.getSuppressed()) {
                story.append(" (").append(also.getMessage()).append(')');
            }
        }
        int left = items.size() - begun.size();
        return story.append(left == 0 ? "." : "; not begun: " + left + ".").toString();
    }

    private String names(List<Integer> indexes) {
        return indexes.stream().sorted().map(index -> name.apply(items.get(index))).collect(Collectors.joining(", "));
    }
}
