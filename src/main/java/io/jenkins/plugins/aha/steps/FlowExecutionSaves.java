package io.jenkins.plugins.aha.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Saves where a Pipeline build stands. To save takes as long as the build has branches, so one save serves all steps
 * that start before it begins: of a thousand branches that start together, each waits for one save and not for a
 * thousand.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class FlowExecutionSaves {
    /**
     * A large build on a slow disk takes seconds. Where saving ends with an error that Pipeline loses, it never ends.
     */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<Object, ListenableFuture<Void>> asked = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;

    /** Returns the one instance, in real time. */
    public FlowExecutionSaves() {
        this(Timer.get());
    }

    FlowExecutionSaves(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    static FlowExecutionSaves get() {
        return ExtensionList.lookupSingleton(FlowExecutionSaves.class);
    }

    /**
     * Returns the next save of a step's build; to be called while the step starts. Pipeline starts steps and saves in
     * one thread, so a save that was asked for and is not done will know of the step.
     *
     * @param execution the build's Pipeline
     * @param save begins a save
     * @return ends when it is saved; with a TimeoutException when that takes longer than {@link #LONGEST}
     */
    ListenableFuture<Void> next(Object execution, Supplier<ListenableFuture<Void>> save) {
        ListenableFuture<Void> known = asked.get(execution);
        if (known != null) {
            return known;
        }
        ListenableFuture<Void> bounded = Futures.withTimeout(save.get(), LONGEST.toSeconds(), TimeUnit.SECONDS, clock);
        asked.put(execution, bounded);
        bounded.addListener(() -> asked.remove(execution, bounded), Runnable::run);
        return bounded;
    }

    /**
     * Refuses to go on after a save that failed: the build would come back from a crash before this step, which would
     * write again.
     *
     * @param saved has ended
     * @throws AbortException when it failed; the message says why
     */
    static void require(ListenableFuture<Void> saved) throws AbortException {
        try {
            Futures.getDone(saved);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why = cause instanceof TimeoutException
                    ? Messages.FlowExecutionSaves_saveTookTooLong(LONGEST.toMinutes())
                    : String.valueOf(cause.getMessage());
            if (cause instanceof RuntimeException) {
                throw new IllegalStateException(Messages.FlowExecutionSaves_notSaved(why), cause);
            }
            throw new AbortException(Messages.FlowExecutionSaves_notSaved(why));
        }
    }
}
