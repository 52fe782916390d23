package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.RecordPages;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.files.RecordFile;
import io.jenkins.plugins.aha.operation.input.Moments;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.records.Projection;
import io.jenkins.plugins.aha.operation.records.RecordFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ahaListRecords}: the records of a table, filtered and trimmed, as a list or into a file. */
final class ListRecords implements Operation {

    private final String product;
    private final String table;
    private final Instant updatedSince;
    private final Map<String, Object> where;
    private final List<String> fields;
    private final int limit;
    private final String saveTo;
    private final RecordFile.Format format;

    ListRecords(Parameters parameters) {
        product = parameters.product();
        table = parameters.key("table");
        updatedSince = Moments.parse(parameters, "updatedSince");
        where = parameters.conditions("where");
        fields = parameters.keys("fields");
        limit = parameters.limit("limit");
        saveTo = parameters.restricts("saveTo") ? FileLoad.path(parameters, "saveTo") : null;
        format = saveTo == null ? null : RecordFile.Format.of(parameters, "saveTo", saveTo);
        parameters.dryRun();
    }

    /** The records; with {@code saveTo} how many were written. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (saveTo == null) {
            List<Map<String, Object>> records = new ArrayList<>();
            read(context, record -> records.add(record.toMap("read")));
            return records;
        }
        int[] count = {0};
        context.workspace().write(saveTo, out -> {
            count[0] = 0;
            try (RecordFile file = RecordFile.open(format, out, fields)) {
                read(context, record -> {
                    file.add(record);
                    count[0]++;
                });
                file.finish();
            }
        });
        context.log()
                .tell("Aha!: saved " + count[0] + " records of table " + table + " in product " + product + " to "
                        + saveTo);
        return count[0];
    }

    private interface Sink {
        void add(CustomTableRecord record) throws IOException;
    }

    private void read(OperationContext context, Sink sink) throws IOException, InterruptedException {
        AhaClient client = context.client();
        RecordFilter filter = new RecordFilter(client.account().knownForms(), where);
        boolean few = where.isEmpty() && limit > 0;
        int perPage = few ? Math.min(limit, AhaClient.LARGEST_PAGE) : AhaClient.LARGEST_PAGE;
        // No page is read that the limit does not need.
        int ahead = few ? 0 : AhaClient.PAGES_AHEAD;
        try (RecordPages pages =
                new RecordPages(client, product, table, updatedSince, perPage, context.workers(), ahead)) {
            read(context, filter, pages, sink);
        }
    }

    private void read(OperationContext context, RecordFilter filter, RecordPages pages, Sink sink)
            throws IOException, InterruptedException {
        Projection projection = new Projection(fields);
        int taken = 0;
        CustomTableRecord record = pages.next();
        while (record != null) {
            if (filter.takes(record)) {
                sink.add(projection.keep(record));
                if (++taken == limit) {
                    context.log().tell("Aha!: stopped at the limit of " + limit + " records; there may be more.");
                    return;
                }
            }
            record = pages.next();
        }
        filter.warnOfUnknown(context, table);
        projection.warnOfUnknown(context, table);
    }
}
