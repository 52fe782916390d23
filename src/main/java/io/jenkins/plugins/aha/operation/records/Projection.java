package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Keeps some fields of the records of a listing. Not thread-safe. */
@Restricted(NoExternalUse.class)
public final class Projection {
    private final List<String> keys;
    private final Set<String> unseen;
    private boolean empty = true;

    /**
     * @param keys the keys of the fields to keep, in the order wanted; none for all
     */
    public Projection(List<String> keys) {
        this.keys = keys;
        this.unseen = new TreeSet<>(keys);
    }

    /** Returns the record with the wanted fields that it has. */
    public CustomTableRecord keep(CustomTableRecord record) {
        empty = false;
        if (keys.isEmpty()) {
            return record;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key : keys) {
            if (record.fields().containsKey(key)) {
                kept.put(key, record.fields().get(key));
                unseen.remove(key);
            }
        }
        return record.withFields(kept);
    }

    /** Warns of keys that no record had: Aha! leaves out fields without value, but probably the key is mistyped. */
    public void warnOfUnknown(OperationContext context, String table) {
        if (!empty && !unseen.isEmpty()) {
            context.log()
                    .warn("No record listed of table " + table + " has a value in '" + String.join("', '", unseen)
                            + "', which 'fields' asks for; is it the field's API key?");
        }
    }
}
