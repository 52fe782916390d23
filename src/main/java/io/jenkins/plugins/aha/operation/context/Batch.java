package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.model.AhaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Does the same to many items, on a few threads, the caller's among them. The first failure stops what has not
 * begun; what has begun is waited for, and the error says which items were done.
 *
 * @param <I> the items
 * @param <R> the results
 */
@Restricted(NoExternalUse.class)
public final class Batch<I, R> {
    /** Parallel writes to one workspace can deadlock in Aha!'s database, so only a few. */
    public static final int WRITING = 4;

    /** Enough to use 20 requests a second at usual latencies. */
    public static final int READING = 10;

    /** More names would bury the message. */
    private static final int MOST_NAMES = 20;

    private final OperationContext context;
    private final List<I> items;
    private final int width;
    private final Task<I, R> task;
    private final Function<I, String> name;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<R> results;
    private final List<Integer> done = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private InterruptedException aborted;
    private int next;
    private boolean firstAlone;
    private Progress.Part part = Progress.Part.WRITING;

    /** What to do with one item. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Task<I, R> {
        R run(I item) throws IOException, InterruptedException;
    }

    private record Failure(int item, Throwable cause) {}

    /**
     * @param width how many items are worked on side by side, at most
     * @param name names an item in the message of an error
     */
    public Batch(OperationContext context, List<I> items, int width, Task<I, R> task, Function<I, String> name) {
        this.context = context;
        this.items = items;
        this.width = width;
        this.task = task;
        this.name = name;
        this.results = new ArrayList<>(Collections.nCopies(items.size(), null));
    }

    /** Begins the others only when the first item is done, which may show that they should not be begun. */
    public Batch<I, R> firstAlone(boolean alone) {
        firstAlone = alone;
        return this;
    }

    /** Says in the log what is done to the items: without this they are written. */
    public Batch<I, R> as(Progress.Part other) {
        part = other;
        return this;
    }

    /** Does all, and returns the results in the order of the items. */
    public List<R> run() throws IOException, InterruptedException {
        context.progress().begin(part, items.size());
        if (firstAlone) {
            work(1);
        }
        // The calling thread is one of the workers.
        CompletableFuture<?>[] others = Stream.generate(this::startWorker)
                .limit(Math.max(0, Math.min(width, items.size() - next) - 1))
                .toArray(CompletableFuture<?>[]::new);
        work(items.size());
        CompletableFuture.allOf(others).join();
        if (aborted != null) {
            throw aborted;
        }
        if (!failures.isEmpty()) {
            throw failed(failures.get(0).cause());
        }
        return results;
    }

    private CompletableFuture<Void> startWorker() {
        return CompletableFuture.runAsync(() -> work(items.size()), context.workers());
    }

    private void work(int most) {
        try (Cancellation.Activity activity = context.cancellation().beginInThisThread()) {
            for (int begun = 0; begun < most; begun++) {
                int item = take();
                if (item < 0) {
                    return;
                }
                workOn(item);
            }
        } catch (InterruptedException e) {
            abort(e);
        }
    }

    private void workOn(int item) throws InterruptedException {
        try {
            R result = task.run(items.get(item));
            note(() -> {
                results.set(item, result);
                done.add(item);
            });
            context.progress().advance(items.size());
        } catch (IOException | RuntimeException | Error e) {
            note(() -> failures.add(new Failure(item, e)));
        }
    }

    private void abort(InterruptedException e) {
        note(() -> aborted = aborted == null ? e : aborted);
    }

    /** Returns the next item; -1 when no other is to be begun. */
    private int take() {
        lock.lock();
        try {
            boolean over = aborted != null || !failures.isEmpty() || next >= items.size();
            return over ? -1 : next++;
        } finally {
            lock.unlock();
        }
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private IOException failed(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        if (items.size() == 1) {
            return (IOException) failure;
        }
        String message = failure.getMessage() + " " + whatWasDone();
        return failure instanceof AhaException refused
                ? new PartlyDoneException(message, refused, resultsSoFar())
                : new IOException(message, failure);
    }

    private List<R> resultsSoFar() {
        return done.stream().sorted().map(results::get).filter(Objects::nonNull).toList();
    }

    private String whatWasDone() {
        Failure first = failures.get(0);
        List<Failure> others = failures.subList(1, failures.size());
        StringBuilder story = new StringBuilder("Done before: ")
                .append(done.isEmpty() ? "nothing" : done.size() + " of " + items.size() + " (" + names(done) + ")")
                .append("; failed: ")
                .append(nameOf(first.item()));
        if (!others.isEmpty()) {
            story.append("; failed as well: ")
                    .append(others.stream()
                            .map(other ->
                                    nameOf(other.item()) + " (" + other.cause().getMessage() + ")")
                            .collect(Collectors.joining(", ")));
        }
        int left = items.size() - next;
        return story.append(left == 0 ? "." : "; not begun: " + left + ", from " + nameOf(next) + ".")
                .toString();
    }

    private String names(List<Integer> indexes) {
        int more = indexes.size() - MOST_NAMES;
        return indexes.stream().sorted().limit(MOST_NAMES).map(this::nameOf).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String nameOf(int item) {
        return name.apply(items.get(item));
    }
}
