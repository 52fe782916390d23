package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.DryRun;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.io.IOException;
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
        return context.client().get(id).toMap("read");
    }
}
