package io.jenkins.plugins.aha.tryout.steps;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** {@code parallel}: branches that really run at the same time. */
public final class ParallelStep implements Steps.Step {
    private final Console console;
    private final ExecutorService branches = Executors.newCachedThreadPool(FlowSteps::daemon);

    public ParallelStep(Console console) {
        this.console = console;
    }

    /** Every branch in a thread of its own; the first error is the step's, after all have ended. */
    @Override
    public Object run(Steps.Call call) throws Exception {
        call.named().forEach((name, value) -> {
            if (!(value instanceof Closure || name.equals("failFast") && value instanceof Boolean || Missing.isIn(value))) {
                throw new IllegalArgumentException("The step parallel takes blocks by name and failFast, not "
                        + (name.isEmpty() ? "" : name + ": ") + value + ".");
            }
        });
        boolean failFast = Boolean.TRUE.equals(call.named().get("failFast"));
        Cancellation together = new Cancellation();
        Frame frame = Frame.current().stoppable(together);
        console.pipeline("parallel");
        Map<String, Future<Object>> running = new LinkedHashMap<>();
        try (Cancellation.Activity outer = Frame.current().cancellation().begin(together::cancel)) {
            call.named().forEach((name, body) -> {
                if (body instanceof Closure<?> block) {
                    Callable<Object> branch = () -> frame.inBranch(name)
                            .run(() -> frame.turns().take(() -> branch(name, block, together, failFast)));
                    running.put(name, frame.turns().start(() -> branches.submit(branch)));
                }
            });
            return Frame.current().turns().meanwhile(() -> collect(running, together));
        } finally {
            console.pipeline("// parallel");
        }
    }

    private Object branch(String name, Closure<?> block, Cancellation together, boolean failFast) throws Exception {
        console.pipeline("{ (Branch: " + name + ")");
        try (Cancellation.Activity here = together.beginInThisThread()) {
            return ((Closure<?>) block.clone()).call();
        } catch (Exception e) {
            console.line("Failed in branch " + name);
            if (failFast) {
                together.cancel();
            }
            // A branch may also be stopped before it has begun.
            throw e instanceof InterruptedException && !(e instanceof FlowInterruptedException)
                    ? new FlowInterruptedException("The branch " + name + " was aborted.")
                    : e;
        } finally {
            console.pipeline("}");
            // The thread is used again.
            Thread.interrupted();
        }
    }

    private static Object collect(Map<String, Future<Object>> running, Cancellation together) throws Exception {
        Map<String, Object> results = new LinkedHashMap<>();
        List<Throwable> failures = new ArrayList<>();
        boolean aborted = false;
        for (Map.Entry<String, Future<Object>> branch : running.entrySet()) {
            try {
                while (!branch.getValue().isDone()) {
                    aborted |= await(branch.getValue(), together);
                }
                results.put(branch.getKey(), branch.getValue().get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (aborted) {
            throw new InterruptedException("The parallel branches were aborted");
        }
        failures.sort((one, other) ->
                Boolean.compare(one instanceof InterruptedException, other instanceof InterruptedException));
        if (!failures.isEmpty()) {
            throw Failures.unchecked(failures.get(0));
        }
        return results;
    }

    /** Waits for a branch, also while it is being aborted: what it does must not go on after the step has ended. */
    private static boolean await(Future<Object> branch, Cancellation together) {
        try {
            branch.get();
        } catch (ExecutionException e) {
            // collect reports it.
        } catch (InterruptedException e) {
            together.cancel();
            return true;
        }
        return false;
    }
}
