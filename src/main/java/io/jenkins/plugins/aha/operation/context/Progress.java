package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How far an operation is: logged every ten seconds when it takes longer than that, and shown as the step's status.
 * Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class Progress {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final BuildLog log;
    private final Time time;
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private Part part;
    private long done;
    private long total;
    private long partStarted;
    private long doneBefore;
    private long lastLine;
    private long writtenBefore;
    private long allToWrite;

    /**
     * Begins to measure.
     *
     * @param log takes the lines
     * @param limits how many requests the account takes
     */
    public Progress(BuildLog log, Time time, Limits limits) {
        this.log = log;
        this.time = time;
        this.limits = limits;
        this.lastLine = time.nanos();
    }

    /** What an operation does to many items, one after the other or a few side by side. */
    @Restricted(NoExternalUse.class)
    public enum Part {
        READING("read", " records", AhaClient.LARGEST_PAGE),
        READING_ONE("read", " records", 1),
        WRITING("written", "", 1);

        private final String verb;
        private final String noun;
        private final int perRequest;

        Part(String verb, String noun, int perRequest) {
            this.verb = verb;
            this.noun = noun;
            this.perRequest = perRequest;
        }
    }

    /**
     * Says that what is written from now on are some of many more, such as the rows of a file.
     *
     * @param before how many of all are written already
     */
    public void writingSomeOf(long all, long before) {
        lock.lock();
        try {
            allToWrite = all;
            writtenBefore = before;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a part of the operation.
     *
     * @param items how many there are to do; 0 where that is not known yet
     */
    public void begin(Part next, long items) {
        lock.lock();
        try {
            part = next;
            partStarted = time.nanos();
            doneBefore = isSomeOfMany() ? writtenBefore : 0;
            done = doneBefore;
            total = isSomeOfMany() ? allToWrite : items;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts an item that is done, and logs a line when the last is ten seconds old.
     *
     * @param items how many there are to do, as is known by now; 0 or less where it is not
     */
    public void advance(long items) {
        String line = null;
        lock.lock();
        try {
            done++;
            total = isSomeOfMany() ? allToWrite : items;
            long now = time.nanos();
            if (now - lastLine >= PERIOD.toNanos()) {
                lastLine = now;
                line = text();
            }
        } finally {
            lock.unlock();
        }
        if (line != null) {
            log.info("Aha!: " + line);
        }
    }

    /** Returns how far the operation is, as "written 310 of 5,000, about 16 min more". */
    public String status() {
        lock.lock();
        try {
            return part == null ? "working for Aha!" : text();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSomeOfMany() {
        return part == Part.WRITING && allToWrite > 0;
    }

    private String text() {
        String of = total > done ? String.format(Locale.ENGLISH, " of %,d", total) : "";
        return String.format(Locale.ENGLISH, "%s %,d", part.verb, done) + of + part.noun + remaining();
    }

    /** The rest takes as long as it took so far, and not less than the limits allow. */
    private String remaining() {
        long doneSince = done - doneBefore;
        if (total <= done || doneSince <= 0) {
            return "";
        }
        double elapsed = time.nanos() - partStarted;
        long requests = (total - doneBefore - 1) / part.perRequest + 1;
        long fullMinutes = (requests - 1) / (limits.perMinute() - limits.reservedPerMinute());
        double nanos = Math.max(
                elapsed / doneSince * (total - done),
                (double) fullMinutes * Duration.ofMinutes(1).toNanos() - elapsed);
        long seconds = Math.round(nanos / Duration.ofSeconds(1).toNanos());
        return ", about " + (seconds < 100 ? seconds + " s" : Math.round(seconds / 60.0) + " min") + " more";
    }
}
