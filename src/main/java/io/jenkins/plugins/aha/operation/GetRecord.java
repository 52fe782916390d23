package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.DryRun;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import io.jenkins.plugins.aha.operation.records.WhereSearch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code ahaGetRecord}: reads one record, by its id or by what its fields hold. */
final class GetRecord implements Operation {
    /** More would bury the message. */
    private static final int MOST_IDS = 20;

    private final String id;
    private final String product;
    private final String table;
    private final Map<String, Object> where;
    private final boolean dryRun;

    GetRecord(Parameters parameters) {
        where = parameters.conditions("where");
        boolean byFields = !where.isEmpty();
        if (byFields && parameters.has("id") || !byFields && parameters.has("table")) {
            throw parameters.refuse("takes either 'id', or 'product', 'table' and 'where'");
        }
        id = byFields ? null : parameters.id("id");
        product = byFields ? parameters.product() : null;
        table = byFields ? parameters.key("table") : null;
        dryRun = parameters.dryRun();
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (id == null) {
            return logged(context, find(context));
        }
        if (dryRun && id.equals(RecordIds.DRY_RUN)) {
            return DryRun.record(null, Map.of()).toMap(Outcome.READ);
        }
        return logged(context, context.client().get(id));
    }

    private static Map<String, Object> logged(OperationContext context, CustomTableRecord record) {
        Subject subject = Subject.of(record, null, List.of());
        context.names().learn(subject);
        context.log().info("Aha!: read " + subject);
        return record.toMap(Outcome.READ);
    }

    private CustomTableRecord find(OperationContext context) throws IOException, InterruptedException {
        List<CustomTableRecord> found = new WhereSearch(context, product, table, where).run();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty() && dryRun) {
            // A step before this one may only have said that it would create the record.
            DryRun.info(
                    context,
                    "need a record in table " + table + " of product " + product + " with the given "
                            + String.join(", ", where.keySet()) + ", which does not exist yet");
            return DryRun.record(table, where);
        }
        String all = found.stream().limit(MOST_IDS).map(CustomTableRecord::id).collect(Collectors.joining(", "));
        String problem = found.isEmpty()
                ? "'where' matches no record"
                : found.size() + " records match 'where': " + all + (found.size() > MOST_IDS ? " …" : "");
        throw AhaException.notSent(
                found.isEmpty() ? AhaException.Reason.NOT_FOUND : AhaException.Reason.REFUSED,
                problem,
                "Could not read the record of table " + table + " of product " + product + " by "
                        + String.join(", ", where.keySet()) + ": " + problem + ". "
                        + (found.isEmpty()
                                ? "Check the values in 'where', and that the API key's user can see the record."
                                : "Give values in 'where' that only one record has."));
    }
}
