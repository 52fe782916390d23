package io.jenkins.plugins.aha.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Time that passes only while a thread sleeps. Alone, a sleeper wakes at once; among {@linkplain #among so many}
 * threads no thread wakes before all of them sleep, and then the earliest, as if computing took no time at all.
 */
public final class VirtualTime implements Time {
    /** Like System.nanoTime(), which may start anywhere, this overflows after a minute and a half. */
    private static final long ORIGIN = Long.MAX_VALUE - 90_000_000_000L;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private final PriorityQueue<Long> wakings = new PriorityQueue<>();
    private long nanos;
    private Duration clockSetBy = Duration.ZERO;
    private int threads = 1;

    /** So many threads live in this time, each until it {@linkplain #leave leaves}. */
    public synchronized VirtualTime among(int count) {
        threads = count;
        return this;
    }

    public synchronized void leave() {
        threads--;
        wakeEarliest();
    }

    public synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    /** Sets the computer's clock. */
    public synchronized void setClockBy(Duration difference) {
        clockSetBy = clockSetBy.plus(difference);
    }

    /** Every sleep so far. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    public synchronized int sleeping() {
        return wakings.size();
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos).plus(clockSetBy);
    }

    @Override
    public synchronized long nanos() {
        return ORIGIN + nanos;
    }

    /** Nanoseconds since the beginning. */
    public synchronized long passed() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the sleep");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("A sleep of " + pause);
        }
        sleeps.add(pause);
        Long until = nanos + pause.toNanos();
        wakings.add(until);
        notifyAll();
        try {
            wakeEarliest();
            while (nanos < until) {
                wait();
            }
        } finally {
            wakings.remove(until);
        }
    }

    private void wakeEarliest() {
        if (wakings.size() >= threads && !wakings.isEmpty()) {
            nanos = Math.max(nanos, wakings.peek());
            notifyAll();
        }
    }

    /** Waits, really, until so many threads sleep. */
    public synchronized void awaitSleeping(int count) throws InterruptedException {
        while (wakings.size() < count) {
            wait();
        }
    }

    /** The same time of day for a server. */
    public Clock clock() {
        InstantSource source = this::now;
        return source.withZone(ZoneOffset.UTC);
    }
}
