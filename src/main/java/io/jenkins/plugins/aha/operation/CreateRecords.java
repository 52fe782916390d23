package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.IfExists;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.records.RecordWriter;
import io.jenkins.plugins.aha.operation.records.Upsert;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code ahaCreateRecord}: creates one record or many. With {@code uniqueBy} a record that exists already is updated,
 * kept or refused instead of created again.
 */
final class CreateRecords implements Operation {
    private final String product;
    private final String table;
    private final List<Map<String, Object>> rows;
    private final boolean many;
    private final List<String> uniqueBy;
    private final IfExists ifExists;
    private final boolean verify;
    private final boolean dryRun;

    CreateRecords(Parameters parameters) {
        product = parameters.product();
        table = parameters.key("table");
        rows = parameters.fieldsOfEach("fields");
        many = parameters.isList("fields");
        uniqueBy = parameters.keys("uniqueBy");
        ifExists = parameters.choice("ifExists", IfExists.class, IfExists.UPDATE);
        verify = parameters.flag("verify", true);
        dryRun = parameters.dryRun();
        if (uniqueBy.isEmpty() && parameters.has("ifExists")) {
            throw parameters.refuse("needs 'uniqueBy' where 'ifExists' is given: it names the field, or fields, by"
                    + " which an existing record is found, such as uniqueBy: 'name'");
        }
        for (int row = 0; row < rows.size(); row++) {
            for (String key : uniqueBy) {
                if (ValueComparison.isEmpty(rows.get(row).get(key))) {
                    throw parameters.refuse("needs a value of '" + key + "', which uniqueBy names, in "
                            + (many ? "record " + (row + 1) + " of 'fields'" : "'fields'"));
                }
            }
        }
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        RecordWriter writer = new RecordWriter(context, dryRun, verify, uniqueBy);
        if (rows.isEmpty()) {
            context.log().tell("Aha!: no records to create, the list of fields is empty.");
            return new ArrayList<>();
        }
        writer.expect(
                IntStream.range(0, rows.size()).mapToObj(RecordWriter::key).toList());
        List<Map<String, Object>> records = uniqueBy.isEmpty() ? createAll(context, writer) : upsert(context, writer);
        return many ? new ArrayList<>(records) : records.get(0);
    }

    private List<Map<String, Object>> createAll(OperationContext context, RecordWriter writer)
            throws IOException, InterruptedException {
        List<Integer> indexes = IntStream.range(0, rows.size()).boxed().toList();
        return new Batch<>(
                        context,
                        indexes,
                        Batch.WRITING,
                        (Integer row) -> writer.create(RecordWriter.key(row), product, table, rows.get(row))
                                .toMap(),
                        row -> "record " + (row + 1))
                .run();
    }

    private List<Map<String, Object>> upsert(OperationContext context, RecordWriter writer)
            throws IOException, InterruptedException {
        return new Upsert(context, writer, product, table, uniqueBy, ifExists).run(rows);
    }
}
