package io.jenkins.plugins.aha.tryout.steps;

import hudson.AbortException;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * The steps that have to do with time. Waits are shortened, because nothing happens meanwhile that they could wait for.
 */
public final class TimeSteps {
    private static final long LONGEST_SLEEP_MILLIS = 200;
    private static final int ROUNDS = 100;

    private final Console console;
    private final Steps steps;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, FlowSteps::daemon);

    public TimeSteps(Console console, Steps steps) {
        this.console = console;
        this.steps = steps;
    }

    public void addTo(Steps all) {
        all.add("timeout", this::timeout);
        all.add("waitUntil", this::waitUntil);
        all.add("sleep", this::sleep);
    }

    private Object timeout(Steps.Call call) throws Exception {
        long time = call.number("time", 1);
        TimeUnit unit = unit(call, "MINUTES");
        Cancellation own = new Cancellation();
        long deadline = System.nanoTime() + unit.toNanos(time);
        steps.open("timeout", "");
        ScheduledFuture<?> alarm = clock.schedule(own::cancel, time, unit);
        try (Cancellation.Activity outer = Frame.current().cancellation().begin(own::cancel)) {
            return Frame.current().stoppable(own).until(deadline).run(() -> {
                try (Cancellation.Activity here = own.beginInThisThread()) {
                    return call.runBody();
                }
            });
        } catch (Exception e) {
            if (own.isCancelled()) {
                throw new FlowInterruptedException("The time of " + time + " "
                        + unit.name().toLowerCase(Locale.ROOT) + " is over; what was running was aborted.");
            }
            throw e;
        } finally {
            alarm.cancel(false);
            Thread.interrupted();
            steps.close("timeout");
        }
    }

    private static TimeUnit unit(Steps.Call call, String otherwise) {
        String name = String.valueOf(call.named().getOrDefault("unit", otherwise));
        return TimeUnit.valueOf(Missing.isIn(name) ? otherwise : name);
    }

    private Object waitUntil(Steps.Call call) throws Exception {
        steps.open("waitUntil", "");
        try {
            for (int round = 1; ; round++) {
                Object done = call.runBody();
                if (Missing.isIn(done)) {
                    console.line("(taken for true: " + String.join(", ", Missing.namesIn(done)) + ")");
                    return null;
                }
                if (!(done instanceof Boolean)) {
                    throw new ClassCastException("The block of waitUntil returned " + done + ", not true or false.");
                }
                if ((Boolean) done) {
                    return null;
                }
                if (round > ROUNDS) {
                    throw new AbortException("waitUntil waits for what does not happen here: its condition was false "
                            + ROUNDS + " times.");
                }
                pause(LONGEST_SLEEP_MILLIS / 10);
            }
        } finally {
            steps.close("waitUntil");
        }
    }

    private Object sleep(Steps.Call call) throws Exception {
        console.pipeline("sleep");
        long millis = unit(call, "SECONDS").toMillis(call.number("time", 0));
        long deadline = Frame.current().deadline();
        boolean ended = deadline != Long.MAX_VALUE
                && millis >= TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis > LONGEST_SLEEP_MILLIS && !ended) {
            console.line("(shortened from " + call.text("time", "") + " "
                    + unit(call, "SECONDS").name().toLowerCase(Locale.ROOT) + ")");
            millis = LONGEST_SLEEP_MILLIS;
        }
        pause(millis);
        return null;
    }

    private static void pause(long millis) throws Exception {
        Frame.current().turns().meanwhile(() -> {
            Thread.sleep(millis);
            return null;
        });
    }
}
