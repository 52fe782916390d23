package io.jenkins.plugins.aha.tryout.steps;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Sentences;
import java.io.File;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The steps that decide about the course of a pipeline. */
public final class FlowSteps {
    private static final List<String> WRAPPERS = List.of("script", "timestamps", "ansiColor", "ws", "wrap");

    private final Console console;
    private final BuildState build;
    private final Steps steps;

    public FlowSteps(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
    }

    public static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "try-out");
        thread.setDaemon(true);
        return thread;
    }

    public void addTo(Steps all) {
        WRAPPERS.forEach(wrapper -> all.add(wrapper, call -> block(call, "")));
        all.add("node", call -> Frame.current().onNode(true).run(() -> block(call, "")));
        all.add("stage", this::stage);
        all.add("echo", call -> say(call, "message"));
        all.add("print", this::print);
        all.add("println", this::print);
        all.add("error", call -> {
            console.pipeline("error");
            throw new AbortException(call.text("message", ""));
        });
        all.add("unstable", call -> {
            console.pipeline("unstable");
            console.line("WARNING: " + message(call));
            build.set(Result.UNSTABLE);
            Frame.current().markStage(Result.UNSTABLE);
            return null;
        });
        all.add("catchError", this::catchError);
        all.add("warnError", this::catchError);
        all.add("retry", this::retry);
        new TimeSteps(console, all).addTo(all);
        all.add("withEnv", this::withEnv);
        all.add("parallel", new ParallelStep(console));
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
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The step stage must have a name: stage('Build') { … }");
        }
        if (call.body() == null) {
            // The old form without a block, which Jenkins only warns of.
            console.pipeline("stage (" + name + ")");
            return null;
        }
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

    private static String message(Steps.Call call) {
        String message = call.text("message", "");
        if (message.isEmpty()) {
            throw new IllegalArgumentException("The step " + call.step() + " must have a message that is not empty.");
        }
        return message;
    }

    private Object catchError(Steps.Call call) {
        boolean warning = call.step().equals("warnError");
        String message = warning ? message(call) : call.text("message", null);
        steps.open(call.step(), "");
        try {
            call.runBody();
        } catch (Exception e) {
            // A time-out inside the block is caught as well, but not one around it.
            rethrowIfStopped(e);
            if (e instanceof FlowInterruptedException && Boolean.FALSE.equals(call.get("catchInterruptions"))) {
                throw Failures.unchecked(e);
            }
            if (message != null) {
                console.line(message);
            }
            console.line("ERROR: " + Sentences.of(e));
            Result own = result(call, "buildResult", warning ? Result.UNSTABLE : Result.FAILURE);
            Result ofStage = result(call, "stageResult", warning ? Result.UNSTABLE : Result.SUCCESS);
            // A time-out gives its own result, whatever the step says.
            Result interrupted = e instanceof FlowInterruptedException interruption ? interruption.getResult() : null;
            Result given = interrupted == null ? own : interrupted;
            if (given.isWorseThan(Result.SUCCESS)) {
                build.set(given);
            }
            Frame.current().markStage(interrupted == null ? ofStage : interrupted);
        } finally {
            steps.close(call.step());
        }
        return null;
    }

    private static Result result(Steps.Call call, String parameter, Result otherwise) {
        if (!call.named().containsKey(parameter)) {
            return otherwise;
        }
        String name = String.valueOf(call.get(parameter));
        Result result = call.get(parameter) == null ? Result.SUCCESS : Result.fromString(name);
        if (call.get(parameter) != null && !result.name().equalsIgnoreCase(name)) {
            throw new IllegalArgumentException(parameter + " is invalid: " + name + ". Valid options are SUCCESS, UNSTABLE,"
                    + " FAILURE, NOT_BUILT and ABORTED.");
        }
        return result;
    }

    private static void rethrowIfStopped(Exception e) {
        if (Frame.current().isStopped()) {
            throw Failures.unchecked(e);
        }
    }

    private Object retry(Steps.Call call) {
        long count = call.number("count", 1);
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

    private Object withEnv(Steps.Call call) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        Object overrides = call.get("overrides");
        for (Object pair : overrides instanceof Collection<?> many ? many : List.of()) {
            String[] parts = pair.toString().split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("The step withEnv takes NAME=value, not '" + pair + "'.");
            }
            String value = parts[1];
            int plus = parts[0].indexOf('+');
            // PATH+ANYTHING=folder puts a folder before the others.
            String name = plus < 0 ? parts[0] : parts[0].substring(0, plus);
            String others = variables.containsKey(name) ? variables.get(name) : build.variable(name);
            variables.put(name, plus < 0 || others == null ? value : value + File.pathSeparator + others);
        }
        return Frame.current().withVariables(variables).run(() -> block(call, ""));
    }
}
