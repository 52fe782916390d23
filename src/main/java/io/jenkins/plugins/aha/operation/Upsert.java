package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.FieldValues;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.RecordPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Creates records unless they exist. Aha! knows no unique key and cannot search (notes on the API, §3), so the table is
 * read once for all rows and compared here; nobody else on this controller upserts the same keys meanwhile.
 */
final class Upsert {
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
        List<String> locks = keys.lockNames("upsert " + product + "/" + table + "/" + uniqueBy + "/");
        AhaClient client = context.client();
        try (KeyedLocks.Held held = client.account().locks().lock(locks)) {
            scan(client);
            refuseAmbiguous();
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map<String, Object>[] results = new Map[rows.size()];
            new Batch<>(
                            context,
                            keys.all(),
                            (UniqueKeys.Key key) -> apply(rows, key, results),
                            key -> "record " + (key.rows().get(0) + 1))
                    .run();
            return Arrays.asList(results);
        }
    }

    private void scan(AhaClient client) throws AhaException, InterruptedException {
        RecordPages pages = new RecordPages(
                client, product, table, null, AhaClient.LARGEST_PAGE, context.workers(), ListRecords.PAGES_AHEAD);
        for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
            keys.found(record);
        }
        // A record that was created here seconds ago may not have reached the replica that was read.
        client.account().recentWrites().createdIn(product, table).forEach(keys::found);
    }

    /** Before anything is written: which of several records is meant cannot be known. */
    private void refuseAmbiguous() throws AhaException {
        List<String> problems = new ArrayList<>();
        for (UniqueKeys.Key key : keys.all()) {
            String row = "record " + (key.rows().get(0) + 1);
            if (key.existing().size() > 1) {
                problems.add(row + " matches the records "
                        + key.existing().stream().map(CustomTableRecord::id).collect(Collectors.joining(", ")));
            } else if (ifExists == CreateRecords.IfExists.FAIL && key.existing().size() == 1 && !isOurs(key)) {
                problems.add(row + " exists already, as record "
                        + key.existing().get(0).id());
            }
        }
        if (!problems.isEmpty()) {
            throw new AhaException(
                    AhaException.Reason.REFUSED,
                    "Could not create records in table " + table + " of product " + product + " by " + uniqueBy + ": "
                            + String.join("; ", problems) + ". Nothing was written. Delete or merge what is double in"
                            + " Aha!, or choose other fields for uniqueBy.");
        }
    }

    /** An earlier life of this operation, before a restart, began to create it. */
    private boolean isOurs(UniqueKeys.Key key) {
        return key.rows().stream().anyMatch(row -> writer.createBegunBefore(journalKey(row)));
    }

    private Void apply(List<Map<String, Object>> rows, UniqueKeys.Key key, Map<String, Object>[] results)
            throws IOException, InterruptedException {
        CustomTableRecord known =
                key.existing().isEmpty() ? null : key.existing().get(0);
        for (int row : key.rows()) {
            Map<String, Object> fields = rows.get(row);
            RecordWriter.Written written;
            if (known == null || writer.createBegunBefore(journalKey(row))) {
                written = writer.create(journalKey(row), product, table, fields);
            } else if (ifExists != CreateRecords.IfExists.UPDATE) {
                written = new RecordWriter.Written(known, "kept");
            } else if (FieldValues.allSame(fields, known.fields())) {
                written = new RecordWriter.Written(
                        known, writer.updateBegunBefore(journalKey(row)) ? "updated" : "kept");
            } else {
                written = writer.update(journalKey(row), known, fields);
            }
            results[row] = written.toMap();
            known = written.record();
        }
        return null;
    }

    private static String journalKey(int row) {
        return "record " + row;
    }
}
