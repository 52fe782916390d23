package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.Cancellation;
import java.io.File;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The steps that decide about the course of a pipeline. */
final class FlowSteps {
    private static final List<String> WRAPPERS = List.of(
            "node",
            "script",
            "timestamps",
            "ansiColor",
            "ws",
            "lock",
            "throttle",
            "container",
            "withChecks",
            "options");

    private final Console console;
    private final BuildState build;
    private final Steps steps;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, FlowSteps::daemon);

    FlowSteps(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "try-out");
        thread.setDaemon(true);
        return thread;
    }

    void addTo(Steps all) {
        WRAPPERS.forEach(wrapper -> all.add(wrapper, call -> block(call, "")));
        all.add("stage", this::stage);
        all.add("echo", call -> say(call, "message"));
        all.add("print", this::print);
        all.add("println", this::print);
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
        all.add("parallel", new ParallelStep(console));
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

    private Object stage(Steps.Call call) throws Exception {
        String name = call.text("name", "");
        return Frame.current().inStage(name).run(() -> block(call, name));
    }

    private Object say(Steps.Call call, String parameter) {
        console.pipeline("echo");
        console.line(String.valueOf(call.get(parameter)));
        return null;
    }

    /** Of these a map is the value itself. */
    private Object print(Steps.Call call) {
        console.pipeline("echo");
        Object value = call.named().isEmpty() ? "" : call.named();
        console.line(InvokerHelper.toString(call.named().containsKey("") ? call.get("") : value));
        return null;
    }

    private Object catchError(Steps.Call call) {
        steps.open(call.step(), "");
        try {
            return call.runBody();
        } catch (Exception e) {
            // A time-out inside the block is caught as well, but not one around it.
            rethrowIfStopped(e);
            Object message = call.get("message");
            if (message != null) {
                console.line(message.toString());
            }
            console.line("ERROR: " + Sentences.of(e));
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

    private static void rethrowIfStopped(Exception e) {
        if (Frame.current().isStopped()) {
            throw Steps.sneaky(e);
        }
    }

    private Object retry(Steps.Call call) {
        int count = Integer.parseInt(call.text("count", "1"));
        steps.open("retry", "");
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return call.runBody();
                } catch (Exception e) {
                    rethrowIfStopped(e);
                    if (attempt >= count) {
                        throw e;
                    }
                    console.line("ERROR: " + Sentences.of(e));
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
                throw new PipelineFailure.Aborted("The time of " + time + " "
                        + unit.name().toLowerCase(Locale.ROOT) + " is over; what was running was aborted.");
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
            String value = parts.length > 1 ? parts[1] : "";
            int plus = parts[0].indexOf('+');
            // PATH+ANYTHING=folder puts a folder before the others.
            String name = plus < 0 ? parts[0] : parts[0].substring(0, plus);
            String others = variables.containsKey(name) ? variables.get(name) : build.variable(name);
            variables.put(name, plus < 0 || others == null ? value : value + File.pathSeparator + others);
        }
        return Frame.current().withVariables(variables).run(() -> block(call, ""));
    }
}
