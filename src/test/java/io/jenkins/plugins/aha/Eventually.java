package io.jenkins.plugins.aha;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does, and leaves the processor to it meanwhile. */
public final class Eventually {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(3);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    /**
     * Returns when a condition holds, and fails when it does not within minutes.
     *
     * @param what names it in the failure
     */
    public static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + LONGEST;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain for " + what);
            LockSupport.parkNanos(PAUSE);
        }
    }
}
