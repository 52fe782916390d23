package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.RecordCreation;
import io.jenkins.plugins.aha.client.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes single records for the operations: noted in the journal, verified, and told to the build. */
final class RecordWriter {
    private final OperationContext context;
    private final boolean dryRun;
    private final boolean verify;

    RecordWriter(OperationContext context, boolean dryRun, boolean verify) {
        this.context = context;
        this.dryRun = dryRun;
        this.verify = verify;
    }

    /**
     * A record and what became of it.
     *
     * @param outcome {@code created}, {@code updated} or {@code kept}
     */
    record Written(CustomTableRecord record, String outcome) {
        /** As the script gets it. */
        Map<String, Object> toMap() {
            return record.toMap(outcome);
        }
    }

    /**
     * Creates a record, once for each key in the journal, however many lives the operation has.
     *
     * @param key names this create within the operation
     */
    Written create(String key, String product, String table, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (dryRun) {
            DryRun.tell(
                    context,
                    "create a record in table " + table + " of product " + product + " with "
                            + String.join(", ", fields.keySet()));
            return new Written(DryRun.record(table, fields), "created");
        }
        AhaClient client = context.client();
        Optional<String> before = context.journal().read(doneKey(key));
        CustomTableRecord record;
        if (before.isPresent()) {
            record = client.get(before.get());
        } else {
            record = new RecordCreation(client, product, table, fields).create(intent(key));
            context.journal().write(doneKey(key), record.id());
        }
        changed("create", table, product, record.id(), "created");
        if (verify) {
            Verification.check(context, fields, record);
        }
        return new Written(record, "created");
    }

    /** Whether an earlier life of the operation began to create a record under a key. */
    boolean createBegunBefore(String key) {
        return context.journal().read(begunKey(key)).isPresent();
    }

    /** Whether an earlier life of the operation began to update a record under a key. */
    boolean updateBegunBefore(String key) {
        return context.journal().read(key + " updating").isPresent();
    }

    /**
     * Updates a record.
     *
     * @param key names this update within the operation
     * @param known the record as far as it is known; decides what a dry run returns
     */
    Written update(String key, CustomTableRecord known, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (dryRun) {
            DryRun.tell(context, "update record " + known.id() + ": " + String.join(", ", fields.keySet()));
            return new Written(DryRun.updated(known, fields), "updated");
        }
        context.journal().write(key + " updating", known.id());
        CustomTableRecord record = context.client().update(known.id(), fields);
        changed("update", record.table(), record.productId(), record.id(), "updated");
        if (verify) {
            Verification.check(context, fields, record);
        }
        return new Written(record, "updated");
    }

    private void changed(String operation, String table, String product, String id, String outcome)
            throws IOException, InterruptedException {
        AhaClient client = context.client();
        String what = "record" + (table == null ? "" : " of table " + table)
                + (product == null ? "" : " in product " + product);
        String url = client.account().settings().pageOf(Reference.toRecord(id));
        Change change = new Change(client.account().time().now(), operation, what, id, url, outcome);
        context.log().tell(change.toLine());
        context.changed(change);
    }

    private RecordCreation.Intent intent(String key) {
        return new RecordCreation.Intent() {
            @Override
            public Optional<Instant> begun() {
                return context.journal().read(begunKey(key)).map(Instant::parse);
            }

            @Override
            public void begin(Instant at) {
                try {
                    context.journal().write(begunKey(key), at.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static String begunKey(String key) {
        return key + " begun";
    }

    private static String doneKey(String key) {
        return key + " created";
    }
}
