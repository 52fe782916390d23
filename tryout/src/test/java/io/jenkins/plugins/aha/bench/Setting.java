package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.client.Limits;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What all scenarios of a run share.
 *
 * @param sizes how much of everything
 * @param latency of the simulated Aha!, where a scenario has one
 * @param folder for files; the scenarios leave nothing behind in it
 * @param progress told what goes on
 */
record Setting(Sizes sizes, Duration latency, Path folder, PrintStream progress) {
    /** The best that can be had under Aha!'s limits. */
    IdealTime ideal() {
        return new IdealTime(Limits.DOCUMENTED, latency, Duration.ZERO);
    }

    /** The best for somebody who must never be refused, and cannot know when within the latency Aha! counts. */
    IdealTime idealWithDoubt() {
        return new IdealTime(Limits.DOCUMENTED, latency, latency);
    }

    /** A time under the limits, against both. */
    Figure timeUnderLimits(String scenario, double bound, Duration time, int... rounds) {
        Duration ideal = ideal().of(rounds);
        Duration doubtful = idealWithDoubt().of(rounds);
        return Figure.atMost(
                scenario,
                bound,
                "the ideal",
                ratio(time, ideal),
                seconds(time) + " to " + seconds(ideal) + "; who must never be refused needs " + seconds(doubtful));
    }

    /** Says what comes next. */
    void tell(String what) {
        progress.println("  " + what);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }

    static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }
}
