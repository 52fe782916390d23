package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.client.RecordCreation;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.DryRun;
import io.jenkins.plugins.aha.operation.context.JournaledIntent;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
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
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Writes single records for the operations: noted in the journal, verified, and reported to the build. */
@Restricted(NoExternalUse.class)
public final class RecordWriter {
    private static final String BEGUN = " begun";
    private static final String CREATED = " created";
    private static final String UPDATING = " updating";
    private static final String UPDATED = " updated";

    private final OperationContext context;
    private final boolean dryRun;
    private final List<String> uniqueBy;
    private final Verification verification;
    private final Set<String> notedIds = new HashSet<>();
    private final Set<String> newIds = ConcurrentHashMap.newKeySet();

    public RecordWriter(OperationContext context, boolean dryRun, boolean verify) {
        this(context, dryRun, verify, List.of());
    }

    /** @param uniqueBy the keys of the fields by which records are unique; empty where none are */
    public RecordWriter(OperationContext context, boolean dryRun, boolean verify, List<String> uniqueBy) {
        this.context = context;
        this.dryRun = dryRun;
        this.uniqueBy = uniqueBy;
        this.verification = verify ? new Verification(context) : null;
    }

    /**
     * A record and what became of it.
     *
     * @param outcome one of {@link Outcome}
     */
    @Restricted(NoExternalUse.class)
    public record Written(CustomTableRecord record, String outcome) {
        /** As the script gets it. */
        public Map<String, Object> toMap() {
            return record.toMap(outcome);
        }
    }

    /** Names what is done for one row of a step, within its operation. */
    public static String key(int row) {
        return "record " + row;
    }

    /**
     * Creates a record, once for each key in the journal, however often the operation is run. The last note follows the
     * report of the record, so a crash in between reports it twice rather than never.
     *
     * @param key names this create within the operation
     */
    public Written create(String key, String product, String table, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (dryRun) {
            DryRun.info(
                    context,
                    "create a record in table " + table + " of product " + product + " with "
                            + String.join(", ", fields.keySet()));
            return new Written(DryRun.record(table, fields), Outcome.CREATED);
        }
        AhaClient client = context.client();
        // Of rows with equal values one is noted before the next is begun, so that a later run can distinguish them.
        String sameContent = "note create " + product + "/" + table + "/" + new TreeMap<>(fields);
        try (KeyedLocks.Held held = client.account().locks().lock(List.of(sameContent))) {
            Optional<String> before = context.journal().read(key + CREATED);
            if (before.isPresent()) {
                return new Written(client.get(before.get()), Outcome.CREATED);
            }
            return createOnce(client, key, product, table, fields);
        }
    }

    private Written createOnce(AhaClient client, String key, String product, String table, Map<String, Object> fields)
            throws IOException, InterruptedException {
        // What an earlier run created for another row with the same values is not this row's record.
        RecordCreation creation = new RecordCreation(client, product, table, fields, uniqueBy, notedIds);
        CustomTableRecord record;
        try {
            record = creation.create(new JournaledIntent(context.journal(), key + BEGUN));
        } catch (UncheckedIOException journalBroken) {
            throw journalBroken.getCause();
        }
        if (!creation.wasFound()) {
            newIds.add(record.id());
        }
        CustomTableRecord before = CustomTableRecord.unread(record.id(), table);
        if (creation.wasFound() && !uniqueBy.isEmpty() && contradicts(client, fields, record)) {
            // Found by its key alone, so it may be another build's, and its other values are not written yet.
            before = null;
            record = client.update(record.id(), fields);
        }
        return created(key, product, table, fields, before, record);
    }

    private static boolean contradicts(AhaClient client, Map<String, Object> fields, CustomTableRecord record) {
        return fields.entrySet().stream()
                .anyMatch(field -> client.account().knownForms().compare(field.getKey(), field.getValue(), record)
                        == Result.ANOTHER_VALUE);
    }

    /**
     * Reports that a record was created, unless that was done before.
     *
     * @param key names this create within the operation
     * @param record what Aha! holds
     */
    Written created(String key, String product, String table, Map<String, Object> fields, CustomTableRecord record)
            throws IOException, InterruptedException {
        return created(key, product, table, fields, CustomTableRecord.unread(record.id(), table), record);
    }

    private Written created(
            String key,
            String product,
            String table,
            Map<String, Object> fields,
            CustomTableRecord before,
            CustomTableRecord record)
            throws IOException, InterruptedException {
        changed(Change.CREATE, Subject.of(record, product, uniqueBy), Outcome.CREATED);
        // Checked before the verification, which remembers the form that is shown until the next restart.
        KnownForms forms = context.client().account().knownForms();
        Optional<String> lost = KeyRoundTrip.lost(forms, table, uniqueBy, fields, record);
        if (verification != null) {
            verification.check(fields, before, record);
        }
        if (lost.isPresent()) {
            throw KeyRoundTrip.refusal(product, table, lost.get(), fields, record);
        }
        context.journal().write(key + CREATED, record.id());
        return new Written(record, Outcome.CREATED);
    }

    /** Returns the ids of the records that Aha! answered to creates of this run: they have no links yet. */
    public Set<String> newIds() {
        return newIds;
    }

    /** Says which keys there may be, so that no record is taken for another one with the same values. */
    public void expect(Collection<String> keys) {
        keys.forEach(key -> context.journal().read(key + CREATED).ifPresent(notedIds::add));
    }

    /** Returns when an earlier run of the operation began to create a record under a key; empty for never. */
    Optional<Instant> createBegunBefore(String key) {
        return new JournaledIntent(context.journal(), key + BEGUN).begun();
    }

    /** Returns whether an earlier run of the operation created a record under a key and reported it. */
    boolean createDoneBefore(String key) {
        return context.journal().read(key + CREATED).isPresent();
    }

    /** Returns whether an earlier run of the operation began to update a record under a key. */
    boolean updateBegunBefore(String key) {
        return context.journal().read(key + UPDATING).isPresent();
    }

    /** Returns whether an earlier run of the operation updated a record under a key and reported it. */
    boolean updateDoneBefore(String key) {
        return context.journal().read(key + UPDATED).isPresent();
    }

    /** Returns what a dry run says of an update, and returns for it. */
    private Written rehearse(CustomTableRecord known, Map<String, Object> fields) {
        DryRun.info(context, "update " + Subject.of(known, null, uniqueBy) + ": " + String.join(", ", fields.keySet()));
        return new Written(DryRun.updated(known, fields), Outcome.UPDATED);
    }

    /**
     * Updates a record that was just read.
     *
     * @param key names this update within the operation
     */
    public Written update(String key, CustomTableRecord known, Map<String, Object> fields)
            throws IOException, InterruptedException {
        return dryRun ? rehearse(known, fields) : update(key, known.id(), known, fields);
    }

    /**
     * Updates a record of which only the id is known. In a dry run it is read, to say at once when there is none.
     *
     * @param key names this update within the operation
     */
    public Written update(String key, String id, Map<String, Object> fields) throws IOException, InterruptedException {
        if (dryRun) {
            boolean rehearsed = id.equals(RecordIds.DRY_RUN);
            return rehearse(
                    rehearsed
                            ? CustomTableRecord.unread(id, null)
                            : context.client().get(id),
                    fields);
        }
        CustomTableRecord lately =
                context.client().account().recentWrites().lastWritten(id).orElse(null);
        return update(key, id, lately, fields);
    }

    private Written update(String key, String id, CustomTableRecord before, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (updateDoneBefore(key)) {
            return new Written(context.client().get(id), Outcome.UPDATED);
        }
        context.journal().write(key + UPDATING, id);
        CustomTableRecord record = context.client().update(id, fields);
        changed(Change.UPDATE, Subject.of(record, null, uniqueBy), Outcome.UPDATED);
        if (verification != null) {
            verification.check(fields, before, record);
        }
        context.journal().write(key + UPDATED, record.id());
        return new Written(record, Outcome.UPDATED);
    }

    private void changed(String operation, Subject record, String outcome) throws IOException, InterruptedException {
        context.names().learn(record);
        Change change = new Change(context.client().account().time().now(), operation, record, outcome);
        context.log().info(change.toLine());
        context.changed(change);
    }
}
