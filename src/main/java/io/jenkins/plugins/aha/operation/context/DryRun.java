package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A rehearsal: reads happen, writes are only logged. */
@Restricted(NoExternalUse.class)
public final class DryRun {
    private DryRun() {}

    /** Returns what would have been created. */
    public static CustomTableRecord record(String table, Map<String, Object> fields) {
        return CustomTableRecord.unread(RecordIds.DRY_RUN, table).withFields(fields);
    }

    /** Returns what a record would have become. */
    public static CustomTableRecord updated(CustomTableRecord known, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(known.fields());
        all.putAll(fields);
        return known.withFields(all);
    }

    /** Logs what is left out, naming fields but not their values. */
    public static void info(OperationContext context, String what) {
        context.log().info("Aha! dry run: would " + what);
    }
}
