package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rehearsal: reads happen, writes are only told. */
final class DryRun {
    /** Stands for the id of a record that a dry run did not create, so that later dry steps can use it. */
    static final String ID = "dry-run";

    private DryRun() {}

    /** What would have been created. */
    static CustomTableRecord record(String table, Map<String, Object> fields) {
        return CustomTableRecord.unread(ID, table).withFields(fields);
    }

    /** What a record would have become. */
    static CustomTableRecord updated(CustomTableRecord known, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(known.fields());
        all.putAll(fields);
        return known.withFields(all);
    }

    /** Tells what is left out, naming fields but not their values. */
    static void tell(OperationContext context, String what) {
        context.log().tell("Aha! dry run: would " + what);
    }
}
