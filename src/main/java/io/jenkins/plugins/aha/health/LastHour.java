package io.jenkins.plugins.aha.health;

import java.time.Duration;
import java.time.Instant;

/** Counts requests and their waits, minute by minute, for an hour. Not thread-safe. */
final class LastHour {
    private static final int MINUTES = 60;

    private final long[] minutes = new long[MINUTES];
    private final long[] requests = new long[MINUTES];
    private final Duration[] waits = new Duration[MINUTES];

    /** Counts a request that waited for the limits. */
    void count(Instant now, Duration wait) {
        long minute = minuteOf(now);
        int place = (int) Math.floorMod(minute, MINUTES);
        if (waits[place] == null || minutes[place] != minute) {
            minutes[place] = minute;
            requests[place] = 0;
            waits[place] = Duration.ZERO;
        }
        requests[place]++;
        waits[place] = waits[place].plus(wait);
    }

    /** Returns how many requests were sent in the hour before a moment, to the minute. */
    long requests(Instant now) {
        long sum = 0;
        for (int place = 0; place < MINUTES; place++) {
            sum += isRecent(place, now) ? requests[place] : 0;
        }
        return sum;
    }

    /** Returns how long all of them together waited. */
    Duration waited(Instant now) {
        Duration sum = Duration.ZERO;
        for (int place = 0; place < MINUTES; place++) {
            sum = isRecent(place, now) ? sum.plus(waits[place]) : sum;
        }
        return sum;
    }

    private boolean isRecent(int place, Instant now) {
        return waits[place] != null && minutes[place] > minuteOf(now) - MINUTES;
    }

    private static long minuteOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), 60);
    }
}
