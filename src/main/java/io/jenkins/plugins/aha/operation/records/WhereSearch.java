package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.TableIndex;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Finds the records of a table that meet a {@code where}. Not thread-safe. */
@Restricted(NoExternalUse.class)
public final class WhereSearch implements TableIndex.Search {
    private final OperationContext context;
    private final String table;
    private final Map<String, Object> where;
    private final TableSearch search;
    private final Set<String> places;
    private final Map<String, CustomTableRecord> found = new LinkedHashMap<>();
    private final RecordFilter filter;

    /** @param where as {@link RecordFilter} takes it */
    public WhereSearch(OperationContext context, String product, String table, Map<String, Object> where)
            throws IOException, InterruptedException {
        this.context = context;
        this.table = table;
        this.where = where;
        // A record that lacks a field has no place by it, so an empty value is not looked for in an index.
        List<String> fields = where.keySet().stream()
                .filter(field -> !isEmpty(where.get(field)))
                .toList();
        search = new TableSearch(context, product, table, fields);
        places = search.places().oneOf(where);
        filter = new RecordFilter(context.client().account().knownForms(), where);
    }

    private static boolean isEmpty(Object wanted) {
        return wanted instanceof Collection<?> choices
                ? choices.stream().anyMatch(ValueComparison::isEmpty)
                : ValueComparison.isEmpty(wanted);
    }

    /** Returns the records, in no order. */
    public List<CustomTableRecord> run() throws IOException, InterruptedException {
        if (search.run(this)) {
            filter.warnOfUnknown(context, table);
        }
        return List.copyOf(found.values());
    }

    @Override
    public Set<String> places() {
        return places;
    }

    @Override
    public void found(CustomTableRecord record, Set<String> itsPlaces) {
        if (filter.takes(record)) {
            found.put(record.id(), record);
        }
    }

    @Override
    public void startOver() {
        found.clear();
    }

    @Override
    public boolean isClear() {
        return true;
    }
}
