package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.http.Limits;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What all scenarios of a run share.
 *
 * @param sizes how much of everything
 * @param latency of the simulated Aha!, where a scenario has one
 * @param folder for files; the scenarios leave nothing behind in it
 * @param progress takes what goes on
 */
record Setting(Sizes sizes, Duration latency, Path folder, PrintStream progress) {
    /** More would be part of the tenth of a minute's places that is kept for other builds. */
    private static final int FULL_SHARE = 270;

    /** The shortest time without a refusal under Aha!'s limits. */
    IdealTime ideal() {
        return new IdealTime(Limits.DOCUMENTED, latency);
    }

    /** A time under the limits; a bulk that leaves the last tenth of each minute to other builds may take longer. */
    Figure timeUnderLimits(String scenario, Duration time, int... rounds) {
        Duration ideal = ideal().of(rounds);
        return Figure.atMost(
                scenario,
                IntStream.of(rounds).sum() < FULL_SHARE ? 1.05 : 1.12,
                "the shortest time without a refusal",
                ratio(time, ideal),
                seconds(time) + " to " + seconds(ideal));
    }

    /** Says what comes next. */
    void info(String what) {
        progress.println("  " + what);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }

    static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }
}
