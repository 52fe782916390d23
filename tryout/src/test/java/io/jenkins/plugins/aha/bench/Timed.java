package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Something that was done, and how long it took.
 *
 * @param <T> what came out
 */
record Timed<T>(T result, Duration time) {
    static <T> Timed<T> run(Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        T result = work.call();
        return new Timed<>(result, Duration.ofNanos(System.nanoTime() - begun));
    }
}
