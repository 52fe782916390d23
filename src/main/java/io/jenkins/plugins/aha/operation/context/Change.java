package io.jenkins.plugins.aha.operation.context;

import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One thing that was written to Aha!, for the log and the list of changes: names, but no other field value, and no
 * token. Immutable.
 *
 * @param time when
 * @param operation {@link #CREATE}, {@link #UPDATE}, {@link #DELETE} or {@link #LINK}
 * @param subject what was changed
 * @param outcome what became of it: {@code created}, {@code updated}, {@code deleted}, {@code linked 2 customers (Acme
 *     Corp, Zane Corp)}
 */
@Restricted(NoExternalUse.class)
public record Change(Instant time, String operation, Subject subject, String outcome) {
    public static final String CREATE = "create";
    public static final String UPDATE = "update";
    public static final String DELETE = "delete";
    public static final String LINK = "link";

    /** Returns the line for the build's log. */
    public String toLine() {
        return "Aha!: " + (operation.equals(LINK) ? subject + ": " + outcome : outcome + " " + subject);
    }
}
