package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.FieldValues;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.RecentWrites;
import io.jenkins.plugins.aha.client.RecordPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates records unless they exist. Aha! knows no unique key and cannot search (notes on the API, §3), so the table is
 * read once for all rows and compared here; nobody else on this controller upserts the same keys meanwhile.
 */
final class Upsert {
    /** More would bury the message. */
    private static final int MOST_PROBLEMS = 20;

    private final OperationContext context;
    private final RecordWriter writer;
    private final String product;
    private final String table;
    private final List<String> uniqueBy;
    private final CreateRecords.IfExists ifExists;
    private final UniqueKeys keys;

    Upsert(
            OperationContext context,
            RecordWriter writer,
            String product,
            String table,
            List<String> uniqueBy,
            CreateRecords.IfExists ifExists) {
        this.context = context;
        this.writer = writer;
        this.product = product;
        this.table = table;
        this.uniqueBy = uniqueBy;
        this.ifExists = ifExists;
        this.keys = new UniqueKeys(uniqueBy);
    }

    /** The record of each row, in order. Rows with the same key are applied one after the other. */
    List<Map<String, Object>> run(List<Map<String, Object>> rows) throws IOException, InterruptedException {
        for (int row = 0; row < rows.size(); row++) {
            keys.add(row, rows.get(row));
        }
        List<String> locks = keys.lockNames("upsert " + table + "/");
        AhaClient client = context.client();
        try (KeyedLocks.Held held = client.account().locks().lock(locks)) {
            scan(client);
            refuseAmbiguous(rows);
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map<String, Object>[] results = new Map[rows.size()];
            new Batch<>(
                            context,
                            keys.all(),
                            Batch.WRITING,
                            (UniqueKeys.Key key) -> apply(rows, key, results),
                            key -> "record " + (key.rows().get(0) + 1))
                    .run();
            return Arrays.asList(results);
        }
    }

    private void scan(AhaClient client) throws AhaException, InterruptedException {
        // What was created here seconds ago may not have reached the replica that is read, or not in its latest form.
        RecentWrites recentWrites = client.account().recentWrites();
        Map<String, CustomTableRecord> unlisted = recentWrites.createdIn(product, table).stream()
                .collect(Collectors.toMap(CustomTableRecord::id, record -> record));
        try (Helpers readers = new Helpers(context);
                RecordPages pages = new RecordPages(
                        client, product, table, null, AhaClient.LARGEST_PAGE, readers, ListRecords.PAGES_AHEAD)) {
            for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
                unlisted.remove(record.id());
                keys.found(recentWrites.latest(record));
            }
        }
        unlisted.values().forEach(keys::found);
    }

    /** Before anything is written: which of several records is meant cannot be known. */
    private void refuseAmbiguous(List<Map<String, Object>> rows) throws AhaException {
        List<String> problems = new ArrayList<>();
        for (UniqueKeys.Key key : keys.all()) {
            problem(rows, key).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - MOST_PROBLEMS;
            throw new AhaException(
                    AhaException.Reason.REFUSED,
                    "Could not create records in table " + table + " of product " + product + " by "
                            + String.join(", ", uniqueBy) + ": "
                            + problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("; "))
                            + (more > 0 ? "; and " + more + " more" : "")
                            + ". Nothing was written. Delete or merge what is double in Aha!, or choose other fields"
                            + " for uniqueBy.");
        }
    }

    private Optional<String> problem(List<Map<String, Object>> rows, UniqueKeys.Key key) {
        String row = "record " + (key.rows().get(0) + 1);
        if (key.existing().size() > 1) {
            return Optional.of(row + " matches the records "
                    + key.existing().stream().map(CustomTableRecord::id).collect(Collectors.joining(", ")));
        }
        if (ifExists == CreateRecords.IfExists.FAIL && key.rows().size() > 1) {
            return Optional.of(
                    row + " has the same values as record " + (key.rows().get(1) + 1));
        }
        if (ifExists == CreateRecords.IfExists.FAIL && key.existing().size() == 1 && !isOurs(rows, key)) {
            return Optional.of(
                    row + " exists already, as record " + key.existing().get(0).id());
        }
        return Optional.empty();
    }

    /** An earlier life of this operation, before a restart, created it. */
    private boolean isOurs(List<Map<String, Object>> rows, UniqueKeys.Key key) {
        int row = key.rows().get(0);
        Map<String, Object> existing = key.existing().get(0).fields();
        return writer.createDoneBefore(RecordWriter.key(row))
                || writer.createBegunBefore(RecordWriter.key(row)) && FieldValues.allSame(rows.get(row), existing);
    }

    private Void apply(List<Map<String, Object>> rows, UniqueKeys.Key key, Map<String, Object>[] results)
            throws IOException, InterruptedException {
        CustomTableRecord known =
                key.existing().isEmpty() ? null : key.existing().get(0);
        for (int row : key.rows()) {
            Map<String, Object> fields = rows.get(row);
            RecordWriter.Written written = apply(RecordWriter.key(row), known, fields);
            results[row] = written.toMap();
            known = written.record();
        }
        return null;
    }

    private RecordWriter.Written apply(String key, CustomTableRecord known, Map<String, Object> fields)
            throws IOException, InterruptedException {
        if (known == null) {
            return writer.create(key, product, table, fields);
        }
        if (writer.createDoneBefore(key) || writer.updateDoneBefore(key)) {
            return new RecordWriter.Written(known, writer.createDoneBefore(key) ? "created" : "updated");
        }
        boolean same = FieldValues.allSame(fields, known.fields());
        if (same && writer.createBegunBefore(key)) {
            // An earlier life created it and did not live to say so.
            return writer.created(key, product, table, fields, known);
        }
        if (ifExists != CreateRecords.IfExists.UPDATE || same && !writer.updateBegunBefore(key)) {
            return new RecordWriter.Written(known, "kept");
        }
        try {
            return writer.update(key, known, fields);
        } catch (AhaException e) {
            if (e.getReason() != AhaException.Reason.NOT_FOUND) {
                throw e;
            }
            // It was deleted just now, and the replica that was read did not know it yet.
            return writer.create(key, product, table, fields);
        }
    }
}
