package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.FieldConditions;
import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The {@code where} of a listing: Aha! cannot filter by fields, so it happens here. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecordFilter {
    private final FieldConditions conditions;
    private final Set<String> unseen;
    private boolean empty = true;

    /**
     * @param forms in which the account shows values
     * @param where see {@link FieldConditions}
     */
    public RecordFilter(KnownForms forms, Map<String, Object> where) {
        this.conditions = new FieldConditions(forms, where);
        this.unseen = new TreeSet<>(where.keySet());
    }

    /** Returns whether a record meets all conditions. */
    public boolean takes(CustomTableRecord record) {
        empty = false;
        unseen.removeAll(record.fields().keySet());
        return conditions.match(record);
    }

    /** Warns of conditions on fields that no record had: probably a key is mistyped. */
    public void warnOfUnknown(OperationContext context, String table) {
        if (!empty && !unseen.isEmpty()) {
            context.log()
                    .warn("No record of table " + table + " has a value in '" + String.join("', '", unseen)
                            + "', which 'where' asks for; is it the field's API key?");
        }
    }
}
