package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.PartlyDoneException;
import io.jenkins.plugins.aha.operation.files.RowFile;
import io.jenkins.plugins.aha.operation.input.IfExists;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.links.RecordLinks;
import io.jenkins.plugins.aha.operation.records.RecordWriter;
import io.jenkins.plugins.aha.operation.records.TableSearch;
import io.jenkins.plugins.aha.operation.records.Upsert;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * {@code ahaCreateRecord}: creates one record or many. With {@code uniqueBy} a record that exists already is updated,
 * kept or refused instead of created again.
 */
final class CreateRecords implements Operation {
    /** Rows of a file that are written before the next are read. */
    private static final int PART = 500;

    /** The same for a table that is too large to be copied and is read again for each part. */
    private static final int PART_WITHOUT_COPY = 5_000;

    private final String product;
    private final String table;
    private final List<Map<String, Object>> rows;
    private final boolean many;
    private final FileLoad load;
    private final List<String> uniqueBy;
    private final IfExists ifExists;
    private final Map<String, List<String>> links;
    private final boolean verify;
    private final boolean dryRun;

    CreateRecords(Parameters parameters) {
        product = parameters.product();
        table = parameters.key("table");
        uniqueBy = parameters.keys("uniqueBy");
        boolean fromFile = parameters.restricts("loadFrom");
        if (fromFile && parameters.has("fields")) {
            throw parameters.refuse("takes either 'fields' or 'loadFrom', not both");
        }
        if (!fromFile && parameters.has("emptyClears")) {
            throw parameters.refuse(
                    "needs 'loadFrom' where 'emptyClears' is given: it says what an empty cell of the file" + " means");
        }
        load = fromFile ? new FileLoad(parameters, uniqueBy) : null;
        rows = fromFile ? List.of() : parameters.fieldsOfEach("fields");
        many = !fromFile && parameters.isList("fields");
        ifExists = parameters.choice("ifExists", IfExists.class);
        links = RecordLinks.read(parameters, "links");
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

    /** Returns the record, or a list of them; with {@code loadFrom} how many there are. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (load == null && rows.isEmpty()) {
            context.log().info("Aha!: no records to create, the list of fields is empty.");
            return new ArrayList<>();
        }
        RecordWriter writer = new RecordWriter(context, dryRun, verify, uniqueBy);
        try (TableSearch search = uniqueBy.isEmpty() ? null : new TableSearch(context, product, table, uniqueBy)) {
            if (load != null) {
                return load.run(context, new Parts(context, writer, search));
            }
            List<Map<String, Object>> records = write(context, writer, search, rows, row -> "record " + (row + 1));
            logKept(context, records);
            return many ? new ArrayList<>(records) : records.get(0);
        }
    }

    private static List<Map<String, Object>> fields(List<RowFile.Row> some) {
        return some.stream().map(RowFile.Row::fields).toList();
    }

    private static IntFunction<String> lines(List<RowFile.Row> some) {
        return row -> "line " + some.get(row).line();
    }

    /** Writes the rows of a file. The rows of a large file are searched for in a copy of the table. */
    private final class Parts implements FileLoad.Writing {
        private final OperationContext context;
        private final RecordWriter writer;
        private final TableSearch search;
        private final Set<Long> checkedKeys = new HashSet<>();

        Parts(OperationContext context, RecordWriter writer, TableSearch search) {
            this.context = context;
            this.writer = writer;
            this.search = search;
        }

        @Override
        public void begin(int all) throws IOException, InterruptedException {
            if (search != null && all > PART) {
                search.copy();
            }
        }

        @Override
        public int size() {
            return search == null || search.isCopied() ? PART : PART_WITHOUT_COPY;
        }

        @Override
        public boolean isChecking() {
            return search != null && search.isCopied();
        }

        @Override
        public void recall(List<RowFile.Row> part) throws IOException, InterruptedException {
            upsert(context, writer, search, lines(part)).recall(fields(part));
        }

        @Override
        public void check(List<RowFile.Row> part) throws IOException, InterruptedException {
            upsert(context, writer, search, lines(part)).check(fields(part), checkedKeys);
        }

        @Override
        public List<Map<String, Object>> write(List<RowFile.Row> part) throws IOException, InterruptedException {
            return CreateRecords.this.write(context, writer, search, fields(part), lines(part));
        }
    }

    private Upsert upsert(
            OperationContext context, RecordWriter writer, TableSearch search, IntFunction<String> names) {
        return new Upsert(context, writer, search, product, table, uniqueBy, ifExists, names);
    }

    private List<Map<String, Object>> write(
            OperationContext context,
            RecordWriter writer,
            TableSearch search,
            List<Map<String, Object>> some,
            IntFunction<String> names)
            throws IOException, InterruptedException {
        writer.expect(
                IntStream.range(0, some.size()).mapToObj(RecordWriter::key).toList());
        List<Map<String, Object>> records = uniqueBy.isEmpty()
                ? createAll(context, writer, some, names)
                : upsert(context, writer, search, names).run(some);
        try {
            new RecordLinks(context, links, verify, dryRun).addToAll(toLink(records), writer.newIds());
        } catch (AhaException e) {
            throw new PartlyDoneException(e.getMessage(), e, records);
        }
        writer.newIds().clear();
        return records;
    }

    private void logKept(OperationContext context, List<Map<String, Object>> records) {
        long kept = records.stream()
                .filter(record -> Outcome.isOf(record, Outcome.KEPT))
                .count();
        if (kept > 0) {
            context.log()
                    .info("Aha!: kept " + kept + " records of table " + table + " in product " + product
                            + " as they are");
        }
    }

    /** With {@code ifExists: 'keep'} what exists stays as it is, its links as well. */
    private List<Map<String, Object>> toLink(List<Map<String, Object>> records) {
        return ifExists == IfExists.KEEP
                ? records.stream()
                        .filter(record -> !Outcome.isOf(record, Outcome.KEPT))
                        .toList()
                : records;
    }

    private List<Map<String, Object>> createAll(
            OperationContext context, RecordWriter writer, List<Map<String, Object>> some, IntFunction<String> names)
            throws IOException, InterruptedException {
        List<Integer> indexes = IntStream.range(0, some.size()).boxed().toList();
        return new Batch<>(
                        context,
                        indexes,
                        Batch.WRITING,
                        (Integer row) -> writer.create(RecordWriter.key(row), product, table, some.get(row))
                                .toMap(),
                        names::apply)
                .run();
    }
}
