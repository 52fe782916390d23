package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.http.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that passes faster, for client and simulator alike: pauses and limits keep their proportions. The client's time
 * of day can be made to jump; the simulator's never does.
 */
final class FastTime implements Time {
    /** So fast that pauses of seconds cost little, so slow that a millisecond on the wire still counts for little. */
    static final int SPEED = 10;

    private final long start = System.nanoTime();
    private final Instant startOfDay = Instant.now();
    private volatile Duration jump = Duration.ZERO;

    @Override
    public Instant now() {
        return startOfDay.plusNanos(nanos()).plus(jump);
    }

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * SPEED;
    }

    @Override
    public void sleep(Duration pause) throws InterruptedException {
        Duration real = pause.dividedBy(SPEED);
        Thread.sleep(real.toMillis(), real.toNanosPart() % 1_000_000);
    }

    /** Sets this computer's clock. */
    void jump(Duration by) {
        jump = by;
    }

    /** The simulator's clock: right all the time. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return startOfDay.plusNanos(nanos());
            }
        };
    }
}
