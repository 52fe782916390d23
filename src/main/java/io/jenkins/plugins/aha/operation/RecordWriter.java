package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.RecordCreation;
import io.jenkins.plugins.aha.client.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes single records for the operations: noted in the journal, verified, and told to the build. */
final class RecordWriter {
    private final OperationContext context;
    private final boolean dryRun;
    private final boolean verify;
    private final Set<String> notedIds = new HashSet<>();

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

    /** Names what is done for one row of a step, within its operation. */
    static String key(int row) {
        return "record " + row;
    }

    /**
     * Creates a record, once for each key in the journal, however many lives the operation has. The last note follows
     * what tells of the record, so a crash in between tells it twice rather than never.
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
        // Of rows with equal values one is noted before the next is begun, so that a later life can tell them apart.
        String sameContent = "note create " + product + "/" + table + "/" + new TreeMap<>(fields);
        try (KeyedLocks.Held held = client.account().locks().lock(List.of(sameContent))) {
            Optional<String> before = context.journal().read(doneKey(key));
            if (before.isPresent()) {
                return new Written(client.get(before.get()), "created");
            }
            return created(key, product, table, fields, createOnce(client, key, product, table, fields));
        }
    }

    private CustomTableRecord createOnce(
            AhaClient client, String key, String product, String table, Map<String, Object> fields)
            throws IOException, InterruptedException {
        try {
            // What an earlier life created for another row with the same values is not this row's record.
            return new RecordCreation(client, product, table, fields, notedIds).create(intent(key));
        } catch (UncheckedIOException journalBroken) {
            throw journalBroken.getCause();
        }
    }

    /**
     * Tells that a record was created, unless that was done before.
     *
     * @param key names this create within the operation
     * @param record what Aha! holds
     */
    Written created(String key, String product, String table, Map<String, Object> fields, CustomTableRecord record)
            throws IOException, InterruptedException {
        changed("create", table, product, record.id(), "created");
        verify(fields, record);
        context.journal().write(doneKey(key), record.id());
        return new Written(record, "created");
    }

    private void verify(Map<String, Object> fields, CustomTableRecord record) throws AhaException {
        if (verify) {
            Verification.check(context, fields, record);
        }
    }

    /** Says which keys there may be, so that no record is taken for another one with the same values. */
    void expect(Collection<String> keys) {
        keys.forEach(key -> context.journal().read(doneKey(key)).ifPresent(notedIds::add));
    }

    /** Whether an earlier life of the operation began to create a record under a key. */
    boolean createBegunBefore(String key) {
        return context.journal().read(begunKey(key)).isPresent();
    }

    /** Whether an earlier life of the operation created a record under a key and told so. */
    boolean createDoneBefore(String key) {
        return context.journal().read(doneKey(key)).isPresent();
    }

    /** Whether an earlier life of the operation began to update a record under a key. */
    boolean updateBegunBefore(String key) {
        return context.journal().read(key + " updating").isPresent();
    }

    /** Whether an earlier life of the operation updated a record under a key and told so. */
    boolean updateDoneBefore(String key) {
        return context.journal().read(updateDoneKey(key)).isPresent();
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
        if (updateDoneBefore(key)) {
            return new Written(context.client().get(known.id()), "updated");
        }
        context.journal().write(key + " updating", known.id());
        CustomTableRecord record = context.client().update(known.id(), fields);
        // Aha! answers with the product's number, which says nothing to a reader who wrote PRJ1.
        changed("update", record.table(), null, record.id(), "updated");
        verify(fields, record);
        context.journal().write(updateDoneKey(key), record.id());
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

    private static String updateDoneKey(String key) {
        return key + " updated";
    }

    private static String doneKey(String key) {
        return key + " created";
    }
}
