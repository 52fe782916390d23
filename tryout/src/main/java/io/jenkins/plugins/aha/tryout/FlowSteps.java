package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.client.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The steps that decide about the course of a pipeline. */
final class FlowSteps {
    private static final List<String> WRAPPERS = List.of(
            "node", "script", "timestamps", "ansiColor", "ws", "lock", "throttle", "container", "withChecks", "options");

    private final Console console;
    private final BuildState build;
    private final Steps steps;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, FlowSteps::daemon);
    private final ExecutorService branches = Executors.newCachedThreadPool(FlowSteps::daemon);

    FlowSteps(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "try-out");
        thread.setDaemon(true);
        return thread;
    }

    void addTo(Steps all) {
        WRAPPERS.forEach(wrapper -> all.add(wrapper, call -> block(call, "")));
        all.add("stage", call -> block(call, call.text("name", "")));
        all.add("echo", call -> say(call, "message"));
        all.add("print", call -> say(call, "value"));
        all.add("println", call -> say(call, "value"));
        all.add("error", call -> {
            console.pipeline("error");
            throw new PipelineFailure(call.text("message", ""));
        });
        all.add("unstable", call -> {
            console.pipeline("unstable");
            console.line("WARNING: " + call.text("message", ""));
            build.worsen(BuildState.Result.UNSTABLE);
            return null;
        });
        all.add("catchError", this::catchError);
        all.add("warnError", this::catchError);
        all.add("retry", this::retry);
        all.add("timeout", this::timeout);
        all.add("waitUntil", this::waitUntil);
        all.add("sleep", this::sleep);
        all.add("withEnv", this::withEnv);
        all.add("parallel", this::parallel);
        new ParameterSteps(console, build).addTo(all);
    }

    private Object block(Steps.Call call, String label) {
        steps.open(call.step(), label);
        try {
            return call.runBody();
        } finally {
            steps.close(call.step());
        }
    }

    private Object say(Steps.Call call, String parameter) {
        console.pipeline("echo");
        console.line(String.valueOf(call.get(parameter)));
        return null;
    }

    private Object catchError(Steps.Call call) {
        steps.open(call.step(), "");
        try {
            return call.runBody();
        } catch (PipelineFailure.Aborted e) {
            throw e;
        } catch (Exception e) {
            Object message = call.get("message");
            if (message != null) {
                console.line(message.toString());
            }
            console.line("ERROR: " + TryOutRun.sentence(e));
            String otherwise = call.step().equals("warnError") ? "UNSTABLE" : "FAILURE";
            Object result = call.named().getOrDefault("buildResult", otherwise);
            if (result != null) {
                build.worsen(BuildState.Result.of(result));
            }
            return null;
        } finally {
            steps.close(call.step());
        }
    }

    private Object retry(Steps.Call call) {
        int count = Integer.parseInt(call.text("count", "1"));
        steps.open("retry", "");
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return call.runBody();
                } catch (PipelineFailure.Aborted e) {
                    throw e;
                } catch (Exception e) {
                    if (attempt >= count) {
                        throw e;
                    }
                    console.line("ERROR: " + TryOutRun.sentence(e));
                    console.line("Retrying");
                }
            }
        } finally {
            steps.close("retry");
        }
    }

    private Object timeout(Steps.Call call) throws Exception {
        long time = Long.parseLong(call.text("time", "1"));
        TimeUnit unit = TimeUnit.valueOf(
                String.valueOf(call.named().getOrDefault("unit", "MINUTES")).toUpperCase(Locale.ROOT));
        Cancellation own = new Cancellation();
        steps.open("timeout", "");
        ScheduledFuture<?> alarm = clock.schedule(own::cancel, time, unit);
        try (Cancellation.Activity outer = Frame.current().cancellation().begin(own::cancel)) {
            return Frame.current().stoppable(own).run(() -> {
                try (Cancellation.Activity here = own.beginInThisThread()) {
                    return call.runBody();
                }
            });
        } catch (Exception e) {
            if (own.isCancelled()) {
                throw new PipelineFailure.Aborted("The time of " + time + " " + unit.name().toLowerCase(Locale.ROOT)
                        + " is over; what was running was aborted.");
            }
            throw e;
        } finally {
            alarm.cancel(false);
            Thread.interrupted();
            steps.close("timeout");
        }
    }

    private Object waitUntil(Steps.Call call) throws InterruptedException {
        steps.open("waitUntil", "");
        try {
            while (!Boolean.TRUE.equals(call.runBody())) {
                Thread.sleep(250);
            }
            return null;
        } finally {
            steps.close("waitUntil");
        }
    }

    private Object sleep(Steps.Call call) throws InterruptedException {
        console.pipeline("sleep");
        TimeUnit unit = TimeUnit.valueOf(
                String.valueOf(call.named().getOrDefault("unit", "SECONDS")).toUpperCase(Locale.ROOT));
        unit.sleep(Long.parseLong(call.text("time", "0")));
        return null;
    }

    private Object withEnv(Steps.Call call) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object pair : (Collection<?>) call.get("overrides")) {
            String[] parts = pair.toString().split("=", 2);
            variables.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return Frame.current().withVariables(variables).run(() -> block(call, ""));
    }

    /** Every branch in a thread of its own; the first error is the step's, after all have ended. */
    private Object parallel(Steps.Call call) throws Exception {
        boolean failFast = Boolean.TRUE.equals(call.named().get("failFast"));
        Cancellation together = new Cancellation();
        Frame frame = Frame.current().stoppable(together);
        console.pipeline("parallel");
        Map<String, Future<Object>> running = new LinkedHashMap<>();
        try (Cancellation.Activity outer = Frame.current().cancellation().begin(together::cancel)) {
            call.named().forEach((name, body) -> {
                if (body instanceof Closure<?> block) {
                    running.put(name, branches.submit(() -> frame.inBranch(name).run(() -> branch(name, block, together, failFast))));
                }
            });
            return collect(running, together);
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
            throw e;
        } finally {
            console.pipeline("}");
        }
    }

    private static Object collect(Map<String, Future<Object>> running, Cancellation together) throws Exception {
        Map<String, Object> results = new LinkedHashMap<>();
        List<Throwable> failures = new ArrayList<>();
        for (Map.Entry<String, Future<Object>> branch : running.entrySet()) {
            try {
                results.put(branch.getKey(), branch.getValue().get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                together.cancel();
                throw e;
            }
        }
        failures.sort((one, other) -> Boolean.compare(
                one instanceof PipelineFailure.Aborted, other instanceof PipelineFailure.Aborted));
        if (!failures.isEmpty()) {
            throw Steps.sneaky(failures.get(0));
        }
        return results;
    }
}
