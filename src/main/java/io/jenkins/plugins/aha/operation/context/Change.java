package io.jenkins.plugins.aha.operation.context;

import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One thing that was written to Aha!, as the log and the list of changes tell it: no field value, no token.
 *
 * @param time when
 * @param operation {@code create}, {@code update}, {@code delete} or {@code link}
 * @param what what it was done to, as "record of table customers in PRJ1" or "release"
 * @param id id or reference of it
 * @param url where it is in Aha!; empty for what is gone
 * @param outcome one word or clause: {@code created}, {@code updated}, {@code deleted}, {@code customers +2 -1}
 */
@Restricted(NoExternalUse.class)
public record Change(Instant time, String operation, String what, String id, String url, String outcome) {
    /** The line for the build's log. */
    public String toLine() {
        String where = url.isEmpty() ? "" : " " + url;
        String done = operation.equals("link") ? "linked " + outcome + " of" : outcome;
        return "Aha!: " + done + " " + what + " " + id + where;
    }
}
