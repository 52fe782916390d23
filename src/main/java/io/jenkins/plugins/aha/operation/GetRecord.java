package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.DryRun;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code ahaGetRecord}: reads one record. */
final class GetRecord implements Operation {
    private final String id;
    private final boolean dryRun;

    GetRecord(Parameters parameters) {
        id = parameters.id("id");
        dryRun = parameters.dryRun();
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (dryRun && id.equals(RecordIds.DRY_RUN)) {
            return DryRun.record(null, Map.of()).toMap("read");
        }
        CustomTableRecord record = context.client().get(id);
        Subject subject = Subject.of(record, null, List.of());
        context.names().learn(subject);
        context.log().tell("Aha!: read " + subject);
        return record.toMap("read");
    }
}
