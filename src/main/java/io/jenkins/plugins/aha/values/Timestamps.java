package io.jenkins.plugins.aha.values;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads Aha!'s times, such as {@code 2019-01-01T00:00:00.000Z}. */
@Restricted(NoExternalUse.class)
public final class Timestamps {
    private Timestamps() {}

    /** Returns the moment, or nothing for null and for what is no ISO 8601 time with offset. */
    public static Optional<Instant> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unknownForm) {
            return Optional.empty();
        }
    }
}
