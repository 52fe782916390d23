package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Something that was done, and how long it took.
 *
 * @param <T> what came out
 */
record Timed<T>(T result, Duration time) {
    /**
     * How often something is done before it is measured, by the plugin and by who is compared with it: a controller,
     * and Aha!, have been running for days, and Java compiles what it runs only by and by.
     */
    static final int WARM_UPS = 8;

    /** Runs something {@link #WARM_UPS} times, and once more. */
    static <T> Timed<T> warm(Callable<T> work) throws Exception {
        for (int time = 0; time < WARM_UPS; time++) {
            work.call();
        }
        return run(work);
    }

    static <T> Timed<T> run(Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        T result = work.call();
        return new Timed<>(result, Duration.ofNanos(System.nanoTime() - begun));
    }
}
