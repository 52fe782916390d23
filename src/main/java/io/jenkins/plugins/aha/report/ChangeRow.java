package io.jenkins.plugins.aha.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.aha.operation.context.Change;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * One thing that a build changed in Aha!, as it is kept in the build's file and shown. No text of it is null. Its texts
 * come from Aha! and are hostile: pages must escape them. Immutable.
 */
@ExportedBean(defaultVisibility = 2)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Restricted(NoExternalUse.class)
public final class ChangeRow {
    private String time = "";
    private String operation = "";
    private String kind = "";
    private String table = "";
    private String product = "";
    private String id = "";
    private String name = "";
    private String url = "";
    private String outcome = "";
    private String step = "";
    private String node = "";
    private String part = "";

    /** Returns a row to be filled from JSON. */
    private ChangeRow() {}

    /**
     * @param step the step or build step that made the change
     * @param node the name of the node it ran on; empty for none
     * @param part the configuration of a matrix job, in the changes of the whole build; empty for none
     */
    ChangeRow(Change change, String step, String node, String part) {
        this.time = change.time().toString();
        this.operation = change.operation();
        this.kind = change.subject().kind();
        this.table = change.subject().table();
        this.product = change.subject().product();
        this.id = change.subject().id();
        this.name = change.subject().name();
        this.url = change.subject().url();
        this.outcome = change.outcome();
        this.step = step;
        this.node = node;
        this.part = part;
    }

    /** Returns a row that is only counted: it has an operation and nothing else. */
    static ChangeRow counted(ChangeRow row) {
        ChangeRow counted = new ChangeRow();
        counted.operation = row.operation;
        return counted;
    }

    /** Returns whether it is only counted. */
    boolean isCounted() {
        return time.isEmpty();
    }

    /** Returns when it was done, as ISO 8601 text in UTC. */
    @Exported
    public String getTime() {
        return time;
    }

    /** Returns the same moment, for pages to show as the reader is used to. */
    public Date getDate() {
        return Date.from(Instant.parse(time));
    }

    /** {@code create}, {@code update}, {@code delete} or {@code link}. */
    @Exported
    public String getOperation() {
        return operation;
    }

    /** Returns whether the links of a thing were changed, and not a record. */
    public boolean isLink() {
        return operation.equals(Change.LINK);
    }

    /** Returns what was changed: {@code record}, {@code release}, {@code feature}, … */
    @Exported
    public String getKind() {
        return kind;
    }

    /** Returns the API key of a record's table; empty where it is not known, and for what is no record. */
    @Exported
    public String getTable() {
        return table;
    }

    /** Returns the key of a record's product; likewise. */
    @Exported
    public String getProduct() {
        return product;
    }

    /** Returns the record's id, or the target's reference. */
    @Exported
    public String getId() {
        return id;
    }

    /** How people know it in Aha!; empty where that is not known. */
    @Exported
    public String getName() {
        return name;
    }

    /** Returns the page in Aha!; empty for what has none, and for everything that is not http(s). */
    @Exported
    public String getUrl() {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") ? url : "";
    }

    /** Returns what became of it, such as {@code created} or {@code linked 2 customers (Acme Corp, Zane Corp)}. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Returns the step or build step that did it. */
    @Exported
    public String getStep() {
        return step;
    }

    /** Returns the node on which the step ran; empty for none. */
    @Exported
    public String getNode() {
        return node;
    }

    /** Returns the configuration of a matrix job that did it, in the changes of the whole build; empty for none. */
    @Exported
    public String getPart() {
        return part;
    }
}
