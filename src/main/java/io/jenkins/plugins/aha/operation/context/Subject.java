package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.LinkTarget;
import io.jenkins.plugins.aha.model.RecordTitle;
import io.jenkins.plugins.aha.model.Reference;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The thing in Aha! that a line of the log or a row of changes is about, named as people know it. No text is null; each
 * is empty where it is not known. Immutable.
 *
 * @param kind {@code record}, {@code release}, {@code feature}, …
 * @param table the API key of a record's table
 * @param product the key of a record's product
 * @param id a record's id, or a target's reference
 * @param name its name
 * @param url its page in Aha!
 */
@Restricted(NoExternalUse.class)
public record Subject(String kind, String table, String product, String id, String name, String url) {

    /**
     * Returns a record.
     *
     * @param product the product's key; null where only its number is known, which says nothing to a reader
     * @param keyFields the fields by which the step distinguishes records; possibly none
     */
    public static Subject of(CustomTableRecord record, String product, List<String> keyFields) {
        String table = record.table() == null ? "" : record.table();
        String name = RecordTitle.of(record, keyFields);
        return new Subject(Kind.RECORD.label(), table, product == null ? "" : product, record.id(), name, "");
    }

    /** Returns a record of which only the id is known, and possibly the name. */
    public static Subject record(String id, String name) {
        return new Subject(Kind.RECORD.label(), "", "", id, name, "");
    }

    /** Returns what links belong to, as Aha! answered it. */
    public static Subject of(Reference target, LinkTarget answered, AccountSettings settings) {
        String id = answered.reference().isEmpty() ? target.id() : answered.reference();
        String page = settings.pageOf(new Reference(target.kind(), id), answered.url());
        return new Subject(target.kind().label(), "", "", id, answered.name(), page);
    }

    /** As in {@code customers record "Acme Corp" (6776)} and {@code release PRJ1-R-1 "Summer"}. */
    @Override
    public String toString() {
        String quoted = name.isEmpty() ? "" : "\"" + name + "\"";
        if (!kind.equals(Kind.RECORD.label())) {
            return (kind + " " + id + " " + quoted).strip();
        }
        String what = table.isEmpty() ? kind : table + " " + kind;
        return what + (name.isEmpty() ? " " + id : " " + quoted + " (" + id + ")");
    }
}
