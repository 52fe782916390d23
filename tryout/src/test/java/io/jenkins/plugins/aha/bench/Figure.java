package io.jenkins.plugins.aha.bench;

import java.util.Locale;

/**
 * One row of the table: what was to be reached, what was measured.
 *
 * @param scenario what was done
 * @param toReach in words; empty for a figure that only informs
 * @param measured in words, the ratio first
 * @param reached whether it is as it should be
 */
record Figure(String scenario, String toReach, String measured, boolean reached) {
    /** A ratio that must not be larger than a bound. */
    static Figure atMost(String scenario, double bound, String ofWhat, double measured, String details) {
        return new Figure(
                scenario,
                "at most " + two(bound) + " × " + ofWhat,
                two(measured) + " × (" + details + ")",
                measured <= bound);
    }

    /** A ratio that must not be smaller than a bound. */
    static Figure atLeast(String scenario, double bound, String ofWhat, double measured, String details) {
        return new Figure(
                scenario,
                "at least " + two(bound) + " × " + ofWhat,
                two(measured) + " × (" + details + ")",
                measured >= bound);
    }

    /** An amount of memory. */
    static Figure megabytes(String scenario, String what, double most, double measured) {
        return new Figure(
                scenario,
                String.format(Locale.ROOT, "at most %.0f MB of %s", most, what),
                String.format(Locale.ROOT, "%.1f MB", measured),
                measured <= most);
    }

    /** A number of requests. */
    static Figure requests(String scenario, int most, Tally tally) {
        return new Figure(
                scenario,
                "at most " + most + " requests, none refused",
                tally.requests() + " requests, " + tally.refused() + " refused",
                tally.requests() <= most && tally.refused() == 0);
    }

    /** A comparison that nothing was asked of. */
    static Figure information(String scenario, String measured) {
        return new Figure(scenario, "", measured, true);
    }

    /** The last column. */
    String verdict() {
        if (toReach.isEmpty()) {
            return "–";
        }
        return reached ? "reached" : "MISSED";
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
