package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.RecordPages;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.files.RecordFile;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.TimeParameter;
import io.jenkins.plugins.aha.operation.records.Projection;
import io.jenkins.plugins.aha.operation.records.RecordFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ahaListRecords}: the records of a table, filtered and trimmed, as a list or into a file. */
final class ListRecords implements Operation {
    /**
     * Enough for the limits of a minute where an answer takes most of a second. A list that goes to a file may be of any
     * length: with more pages waiting, the collector would be busy with them.
     */
    private static final int PAGES_AHEAD_OF_FILE = 3;

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
        updatedSince = TimeParameter.parse(parameters, "updatedSince");
        where = parameters.conditions("where");
        fields = parameters.keys("fields");
        limit = parameters.limit("limit");
        saveTo = parameters.restricts("saveTo") ? FileLoad.path(parameters, "saveTo") : null;
        format = saveTo == null ? null : RecordFile.Format.of(parameters, "saveTo", saveTo);
        parameters.dryRun();
    }

    /** Returns the records; with {@code saveTo} how many were written. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (saveTo == null) {
            List<Map<String, Object>> records = new ArrayList<>();
            Counts counts = read(context, record -> records.add(record.toMap(Outcome.READ)));
            context.log().info(line("read", counts, ""));
            return records;
        }
        Counts[] counts = {null};
        context.workspace().write(saveTo, out -> {
            try (RecordFile file = RecordFile.open(format, out, fields)) {
                counts[0] = read(context, file::add);
                file.finish();
            }
        });
        context.log().info(line("saved", counts[0], " to " + saveTo));
        return counts[0].taken();
    }

    /** How many records were taken, of how many that were read. */
    private record Counts(int taken, int read) {}

    private String line(String verb, Counts counts, String where) {
        String of = this.where.isEmpty() ? "" : String.format(Locale.ENGLISH, " of %,d", counts.read());
        String limited = limit > 0 && counts.taken() == limit ? "; stopped at the limit, there may be more" : "";
        return String.format(Locale.ENGLISH, "Aha!: %s %,d", verb, counts.taken()) + of + " records of table " + table
                + " in product " + product + where + limited;
    }

    private interface Sink {
        void add(CustomTableRecord record) throws IOException;
    }

    private Counts read(OperationContext context, Sink sink) throws IOException, InterruptedException {
        AhaClient client = context.client();
        RecordFilter filter = new RecordFilter(client.account().knownForms(), where);
        int perPage = few() ? Math.min(limit, AhaClient.LARGEST_PAGE) : AhaClient.LARGEST_PAGE;
        // No page is read that the limit does not need.
        int ahead = few() ? 0 : saveTo == null ? AhaClient.PAGES_AHEAD : PAGES_AHEAD_OF_FILE;
        try (RecordPages pages =
                new RecordPages(client, product, table, updatedSince, perPage, context.workers(), ahead)) {
            context.progress().begin(Progress.Part.READING, 0);
            return read(context, filter, pages, sink);
        }
    }

    private Counts read(OperationContext context, RecordFilter filter, RecordPages pages, Sink sink)
            throws IOException, InterruptedException {
        Projection projection = new Projection(fields);
        int taken = 0;
        int read = 0;
        CustomTableRecord record = pages.next();
        while (record != null) {
            read++;
            context.progress().advance(few() ? limit : pages.total());
            if (filter.takes(record)) {
                if (saveTo == null) {
                    // What goes to a file is too much to be named, and no step gets its ids from here.
                    context.names().learn(Subject.of(record, product, List.of()));
                }
                sink.add(projection.keep(record));
                if (++taken == limit) {
                    return new Counts(taken, read);
                }
            }
            record = pages.next();
        }
        filter.warnOfUnknown(context, table);
        projection.warnOfUnknown(context, table);
        return new Counts(taken, read);
    }

    private boolean few() {
        return where.isEmpty() && limit > 0;
    }
}
