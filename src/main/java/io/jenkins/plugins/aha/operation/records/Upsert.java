package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.ChoiceOptions;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.client.RecordCreation;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.PartlyDoneException;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.IfExists;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Creates records unless they exist. Aha! knows no unique key and cannot search, so the table is searched once for
 * all rows, and compared here; no other build on this controller upserts the same keys meanwhile. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class Upsert {
    private final OperationContext context;
    private final RecordWriter writer;
    private final TableSearch search;
    private final String product;
    private final String table;
    private final List<String> uniqueBy;
    private final IfExists ifExists;
    private final IntFunction<String> names;
    private final UpsertValidation refusals;
    private UpsertKeys keys;

    /**
     * @param search by the fields of {@code uniqueBy}
     * @param names names a row, by its number, in messages
     */
    public Upsert(
            OperationContext context,
            RecordWriter writer,
            TableSearch search,
            String product,
            String table,
            List<String> uniqueBy,
            IfExists ifExists,
            IntFunction<String> names) {
        this.context = context;
        this.writer = writer;
        this.search = search;
        this.product = product;
        this.table = table;
        this.uniqueBy = uniqueBy;
        this.ifExists = ifExists;
        this.names = names;
        this.refusals = new UpsertValidation(product, table, uniqueBy, names);
    }

    /**
     * Refuses rows whose records cannot be identified. Writes nothing.
     *
     * @param earlier takes digests of the keys, and has those of the rows that were checked before
     * @throws AhaException naming them
     */
    public void check(List<Map<String, Object>> rows, Set<Long> earlier) throws IOException, InterruptedException {
        keys = keys(rows);
        find(rows);
        if (ifExists == IfExists.FAIL) {
            refusals.refuseTwins(keys, earlier);
        }
    }

    /** Remembers the records of rows that were written before a restart: another row may have nearly the same key. */
    public void recall(List<Map<String, Object>> rows) throws IOException, InterruptedException {
        keys = keys(rows);
        search.run(keys);
        keys.all().forEach(key -> key.existing().forEach(record -> search.addCreated(record.id())));
    }

    /** Returns the record of each row, in order. Rows with the same key are applied one after the other. */
    public List<Map<String, Object>> run(List<Map<String, Object>> rows) throws IOException, InterruptedException {
        keys = keys(rows);
        Set<String> locks = keys.lockNames("upsert " + table + "/");
        try (KeyedLocks.Held held = context.client().account().locks().lock(locks)) {
            find(rows);
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map<String, Object>[] results = new Map[rows.size()];
            List<UpsertKeys.Key> ordered = keys.newKeyFirst();
            try {
                new Batch<>(
                                context,
                                ordered,
                                Batch.WRITING,
                                (UpsertKeys.Key key) -> apply(rows, key, results),
                                key -> names.apply(key.rows().get(0)))
                        .firstAlone(ordered.get(0).existing().isEmpty())
                        .run();
            } catch (PartlyDoneException e) {
                throw new PartlyDoneException(
                        e.getMessage(),
                        e,
                        Arrays.stream(results).filter(Objects::nonNull).toList());
            }
            return Arrays.asList(results);
        }
    }

    private void find(List<Map<String, Object>> rows) throws IOException, InterruptedException {
        search.run(keys);
        if (learnOptions(context.client())) {
            keys = keys(rows);
            search.run(keys);
        }
        refusals.refuseUnknownFields(keys);
        refusals.refuseOtherThanIds(keys);
        refusals.refuseAmbiguous(keys, ifExists, key -> isOurs(rows, key));
        for (UpsertKeys.Key key : keys.all()) {
            if (key.existing().size() == 1 && isOurs(rows, key)) {
                search.addCreated(key.existing().get(0).id());
            }
        }
        refusals.refuseNear(keys, search::isCreated);
    }

    private UpsertKeys keys(List<Map<String, Object>> rows) throws IOException, InterruptedException {
        AhaClient client = context.client();
        for (String field : uniqueBy) {
            if (rows.stream().anyMatch(row -> ChoiceOptions.isId(row.get(field)))) {
                new ChoiceOptions(client).learn(table, field);
            }
        }
        UpsertKeys all = new UpsertKeys(client.account().knownForms(), table, search.places());
        for (int row = 0; row < rows.size(); row++) {
            all.add(row, rows.get(row));
        }
        return all;
    }

    /** Returns whether the options of a key field are known now, whose records show ids for the labels of the rows. */
    private boolean learnOptions(AhaClient client) throws InterruptedException {
        KnownForms forms = client.account().knownForms();
        boolean more = false;
        for (String field : keys.fieldsWithIds()) {
            if (!forms.hasOptions(table, field)) {
                new ChoiceOptions(client).learn(table, field);
                more |= forms.hasOptions(table, field);
            }
        }
        return more;
    }

    /** Returns whether an earlier run of the operation created the record that has a key. */
    private boolean isOurs(List<Map<String, Object>> rows, UpsertKeys.Key key)
            throws IOException, InterruptedException {
        int row = key.rows().get(0);
        return writer.createDoneBefore(RecordWriter.key(row))
                || isFromBefore(RecordWriter.key(row), key.existing().get(0), rows.get(row));
    }

    /**
     * Returns whether an earlier run, before a restart, created a record: it was made since then and contradicts
     * nothing.
     */
    private boolean isFromBefore(String key, CustomTableRecord record, Map<String, Object> fields)
            throws IOException, InterruptedException {
        Optional<Instant> begun = writer.createBegunBefore(key);
        if (begun.isEmpty() || !record.isCreatedSince(begun.get().minus(RecordCreation.CLOCK_TOLERANCE))) {
            return false;
        }
        KnownForms forms = context.client().account().knownForms();
        return fields.entrySet().stream()
                .allMatch(field -> ValueComparison.isEmpty(record.fields().get(field.getKey()))
                        || forms.compare(field.getKey(), field.getValue(), record) != Result.ANOTHER_VALUE);
    }

    /** What values alone do not say, Aha!'s options may. */
    private boolean isSame(Map<String, Object> fields, CustomTableRecord known)
            throws IOException, InterruptedException {
        KnownForms forms = context.client().account().knownForms();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (forms.compare(field.getKey(), field.getValue(), known) == Result.UNCLEAR) {
                new ChoiceOptions(context.client()).learn(known.table(), field.getKey());
            }
        }
        return forms.allSame(fields, known);
    }

    private Void apply(List<Map<String, Object>> rows, UpsertKeys.Key key, Map<String, Object>[] results)
            throws IOException, InterruptedException {
        CustomTableRecord known =
                key.existing().isEmpty() ? null : key.existing().get(0);
        for (int row : key.rows()) {
            Map<String, Object> fields = rows.get(row);
            RecordWriter.Written written = apply(RecordWriter.key(row), known, fields);
            results[row] = written.toMap();
            known = written.record();
            if (written.outcome().equals(Outcome.CREATED)) {
                search.addCreated(known.id());
            }
        }
        return null;
    }

    private RecordWriter.Written apply(String key, CustomTableRecord known, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (known == null) {
            return writer.create(key, product, table, fields);
        }
        if (writer.createDoneBefore(key) || writer.updateDoneBefore(key)) {
            return new RecordWriter.Written(known, writer.createDoneBefore(key) ? Outcome.CREATED : Outcome.UPDATED);
        }
        boolean doubtful = context.client().account().recentWrites().isInDoubt(known.id());
        boolean same = isSame(fields, known) && !doubtful;
        if (isFromBefore(key, known, fields)) {
            // An earlier run created it and was stopped before it could say so.
            return writer.created(key, product, table, fields, known);
        }
        if (ifExists != IfExists.UPDATE || same && !writer.updateBegunBefore(key)) {
            context.names().learn(Subject.of(known, product, uniqueBy));
            return new RecordWriter.Written(known, Outcome.KEPT);
        }
        try {
            return writer.update(key, known, fields);
        } catch (AhaException e) {
            if (e.getReason() != AhaException.Reason.NOT_FOUND) {
                throw e;
            }
            // It was deleted just now, and the replica or copy that was read did not know it yet.
            search.remove(known.id());
            return writer.create(key, product, table, fields);
        }
    }
}
