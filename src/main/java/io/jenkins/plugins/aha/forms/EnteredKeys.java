package io.jenkins.plugins.aha.forms;

import hudson.Util;
import java.util.Collection;
import java.util.regex.Pattern;

/** Recognizes keys and IDs in what was entered: Aha! is not asked about variables and typing errors. Thread-safe. */
final class EnteredKeys {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private EnteredKeys() {}

    /** Returns the key that was entered, without blanks around it; null when it is none. */
    static String of(String entered) {
        String key = Util.fixEmptyAndTrim(entered);
        return key != null && KEY.matcher(key).matches() ? key : null;
    }

    /** Returns whether all these texts are keys. */
    static boolean are(Collection<String> texts) {
        return texts.stream().allMatch(text -> KEY.matcher(text).matches());
    }
}
