package io.jenkins.plugins.aha.report;

import io.jenkins.plugins.aha.operation.context.Change;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One thing that a build changed in Aha!. Immutable. What comes from Aha! in it is hostile: pages must escape it. */
@ExportedBean(defaultVisibility = 2)
@Restricted(NoExternalUse.class)
public final class ChangeRow {
    private final Instant time;
    private final String operation;
    private final String what;
    private final String id;
    private final String url;
    private final String outcome;
    private final String step;
    private final String node;

    ChangeRow(Change change, String step, String node) {
        this(change.time(), change.operation(), change.what(), change.id(), change.url(), change.outcome(), step, node);
    }

    ChangeRow(
            Instant time,
            String operation,
            String what,
            String id,
            String url,
            String outcome,
            String step,
            String node) {
        this.time = time;
        this.operation = operation;
        this.what = what;
        this.id = id;
        this.url = url;
        this.outcome = outcome;
        this.step = step;
        this.node = node;
    }

    /** When it was done, as ISO 8601 text in UTC. */
    @Exported
    public String getTime() {
        return time.toString();
    }

    /** The same moment, for pages to show as the reader is used to. */
    public Date getDate() {
        return Date.from(time);
    }

    /** {@code create}, {@code update}, {@code delete} or {@code link}. */
    @Exported
    public String getOperation() {
        return operation;
    }

    /** What it was done to, such as "record of table customers in product PRJ1". */
    @Exported
    public String getWhat() {
        return what;
    }

    /** The record's id, or the target's reference. */
    @Exported
    public String getId() {
        return id;
    }

    /** The address in Aha!; empty for what is gone and for everything that is not http(s). */
    @Exported
    public String getUrl() {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") ? url : "";
    }

    /**
     * The page in Aha! for people to go to; empty where there is none. Aha! documents no page for a record of a custom
     * table, only its address in the API, and that wants a token, which a browser does not send.
     */
    public String getPage() {
        return getUrl().contains("/api/v1/") ? "" : getUrl();
    }

    /** What was done, to be followed by what it was done to, as in the log. */
    public String getDone() {
        return operation.equals("link") ? Messages.ChangeRow_linked(outcome) : outcome;
    }

    /** What became of it. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** The step or build step that did it. */
    @Exported
    public String getStep() {
        return step;
    }

    /** The node on which the step ran; empty for none. */
    @Exported
    public String getNode() {
        return node;
    }
}
