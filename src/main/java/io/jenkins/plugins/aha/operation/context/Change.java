package io.jenkins.plugins.aha.operation.context;

import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One thing that was written to Aha!, for the log and the list of changes: names, but no other field value, and no
 * token. Immutable.
 *
 * @param time when
 * @param operation {@code create}, {@code update}, {@code delete} or {@code link}
 * @param subject what was changed
 * @param outcome what became of it: {@code created}, {@code updated}, {@code deleted}, {@code linked 2 customers (Acme
 *     Corp, Zane Corp)}
 */
@Restricted(NoExternalUse.class)
public record Change(Instant time, String operation, Subject subject, String outcome) {
    /** Returns the line for the build's log. */
    public String toLine() {
        return "Aha!: " + (operation.equals("link") ? subject + ": " + outcome : outcome + " " + subject);
    }
}
