package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does the same thing to many items, a few at a time. The thread that asks works along, so nothing ever waits for a
 * free helper; a helper goes back to the end of the queue after each item, so that other builds get their turn. After
 * the first failure nothing new is begun, and the error says which items were done.
 *
 * @param <I> the items
 * @param <R> the results
 */
final class Batch<I, R> {
    /** Parallel writes to one workspace can deadlock in Aha!'s database (notes on the API, §2), so only a few. */
    static final int WRITING = 4;

    /** Enough to use 20 requests a second at usual latencies. */
    static final int READING = 10;

    /** More names would bury the message. */
    private static final int MOST_NAMES = 20;

    private final OperationContext context;
    private final List<I> items;
    private final int width;
    private final Task<I, R> task;
    private final Function<I, String> name;
    private final Helpers helpers;

    private final List<R> results = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> begun = new ArrayList<>();
    private Throwable failure;
    private int failed;
    private int next;
    private boolean firstAlone;

    /** What to do with one item. */
    @FunctionalInterface
    interface Task<I, R> {
        R run(I item) throws IOException, InterruptedException;
    }

    /**
     * @param width how many items are worked on at once, at most
     * @param name names an item in the message of an error
     */
    Batch(OperationContext context, List<I> items, int width, Task<I, R> task, Function<I, String> name) {
        this.context = context;
        this.helpers = new Helpers(context);
        this.items = items;
        this.width = width;
        this.task = task;
        this.name = name;
        items.forEach(item -> results.add(null));
    }

    /** Begins the others only when the first item is done, which may show that they should not be begun. */
    Batch<I, R> firstAlone(boolean alone) {
        firstAlone = alone;
        return this;
    }

    /** Does all, and gives the results in the order of the items. */
    List<R> run() throws IOException, InterruptedException {
        try {
            if (firstAlone && !work()) {
                return outcome();
            }
            for (int helper = 1; helper < Math.min(width, items.size()); helper++) {
                helpers.execute(this::help);
            }
            boolean more = true;
            while (more) {
                more = work();
            }
        } finally {
            // What was begun must not go on after the step has ended.
            helpers.await();
        }
        return outcome();
    }

    private synchronized List<R> outcome() throws IOException, InterruptedException {
        if (failure == null) {
            return results;
        }
        if (failure instanceof InterruptedException aborted) {
            throw aborted;
        }
        if (failure instanceof AhaException refused) {
            throw items.size() > 1 ? new AhaException(refused.getMessage() + " " + story(), refused) : refused;
        }
        if (failure instanceof IOException broken) {
            throw items.size() > 1 ? new IOException(broken.getMessage() + " " + story(), broken) : broken;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private void help() {
        if (work()) {
            helpers.execute(this::help);
        }
    }

    /** Does one item; false when no other is to be begun. */
    private boolean work() {
        int item = take();
        if (item < 0) {
            return false;
        }
        try {
            R result = task.run(items.get(item));
            synchronized (this) {
                results.set(item, result);
                done.add(item);
            }
            return true;
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            fail(item, e);
            return false;
        }
    }

    private synchronized int take() {
        if (failure == null && context.cancellation().isCancelled()) {
            fail(next, new InterruptedException("The operation was aborted"));
        }
        if (failure != null || next >= items.size()) {
            return -1;
        }
        begun.add(next);
        return next++;
    }

    /** The first failure counts, but an abort before all others. */
    private synchronized void fail(int item, Throwable e) {
        boolean abort = e instanceof InterruptedException && !(failure instanceof InterruptedException);
        if (failure == null || abort) {
            failure = e;
            failed = item;
        } else if (failure != e) {
            failure.addSuppressed(e);
        }
    }

    private synchronized String story() {
        List<Integer> broken = new ArrayList<>(begun);
        broken.removeAll(new HashSet<>(done));
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
        int left = items.size() - next;
        return story.append(left == 0 ? "." : "; not begun: " + left + ", from " + name.apply(items.get(next)) + ".")
                .toString();
    }

    private String names(List<Integer> indexes) {
        int more = indexes.size() - MOST_NAMES;
        return indexes.stream()
                        .sorted()
                        .limit(MOST_NAMES)
                        .map(index -> name.apply(items.get(index)))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
