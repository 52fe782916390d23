package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.http.Limits;
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
 * @param progress takes what goes on
 */
record Setting(Sizes sizes, Duration latency, Path folder, PrintStream progress) {
    /** Without the tenth of a minute's places that is kept for builds that sent little. */
    private static final Limits LEAVING_A_TENTH =
            new Limits(Limits.DOCUMENTED.perSecond(), Limits.DOCUMENTED.perMinute() * 9 / 10);

    /** The shortest time without a refusal under Aha!'s limits. */
    IdealTime ideal() {
        return new IdealTime(Limits.DOCUMENTED, latency);
    }

    /** A time under the limits, of one build that leaves the last tenth of each minute to others. */
    Figure timeUnderLimits(String scenario, Duration time, int... rounds) {
        Duration ideal = new IdealTime(LEAVING_A_TENTH, latency).of(rounds);
        Duration alone = ideal().of(rounds);
        return Figure.atMost(
                scenario,
                1.05,
                "the shortest time without a refusal that leaves others a tenth of each minute",
                ratio(time, ideal),
                seconds(time) + " to " + seconds(ideal)
                        + (alone.equals(ideal) ? "" : "; " + seconds(alone) + " if it left them nothing"));
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
