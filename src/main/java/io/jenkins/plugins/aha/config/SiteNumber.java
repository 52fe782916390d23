package io.jenkins.plugins.aha.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.http.Limits;
import java.util.function.Supplier;

/** The numbers of a site: the range of each, and its value where none is given. */
enum SiteNumber {
    CONNECT_TIMEOUT(Messages::AhaSite_connectTimeoutSeconds, 3_600, 10),
    READ_TIMEOUT(Messages::AhaSite_readTimeoutSeconds, 3_600, 60),
    PER_SECOND(Messages::AhaSite_requestsPerSecond, Limits.DOCUMENTED.perSecond()),
    PER_MINUTE(Messages::AhaSite_requestsPerMinute, Limits.DOCUMENTED.perMinute());

    private static final int LEAST = 1;

    private final Supplier<String> label;
    private final int most;
    private final int usual;

    SiteNumber(Supplier<String> label, int most, int usual) {
        this.label = label;
        this.most = most;
        this.usual = usual;
    }

    /** A limit of Aha!'s own, which a site may lower. */
    SiteNumber(Supplier<String> label, int limit) {
        this(label, limit, limit);
    }

    int most() {
        return most;
    }

    int usual() {
        return usual;
    }

    /** Returns the given number, which may be out of range; the usual one for null. */
    int orUsual(Integer given) {
        return given == null ? usual : given;
    }

    /** Returns a number that was read from the disk: within the range, the usual one where there was none. */
    int saved(int number) {
        return number < LEAST ? usual : Math.min(number, most);
    }

    /**
     * Refuses a number that is out of range.
     *
     * @throws IllegalArgumentException a sentence for the user
     */
    void check(int number) {
        if (number < LEAST || number > most) {
            throw new IllegalArgumentException(sentence(String.valueOf(number)));
        }
    }

    /** Returns what the form says of a text in the number's field; an empty one means the usual number. */
    FormValidation validate(String text) {
        if (Util.fixEmptyAndTrim(text) == null) {
            return FormValidation.ok();
        }
        try {
            check(Integer.parseInt(text.trim()));
            return FormValidation.ok();
        } catch (NumberFormatException notANumber) {
            return FormValidation.error(sentence(text.trim()));
        } catch (IllegalArgumentException outOfRange) {
            return FormValidation.error(outOfRange.getMessage());
        }
    }

    private String sentence(String given) {
        return Messages.AhaSite_outOfRange(
                label.get(), String.valueOf(LEAST), String.valueOf(most), given, String.valueOf(usual));
    }
}
