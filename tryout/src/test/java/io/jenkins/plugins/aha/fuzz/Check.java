package io.jenkins.plugins.aha.fuzz;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What must be true of every case. */
final class Check {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Check() {}

    static void that(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    /** Whether a text that reaches a log keeps to one line and shows all that it has. */
    static void oneLine(String text) {
        that(text == null || !INVISIBLE.matcher(text).find(), () -> "not one plain line: " + text);
    }
}
