package io.jenkins.plugins.aha.operation;

import java.io.IOException;

/** {@code ahaGetRecord}: reads one record. */
final class GetRecord implements Operation {
    private final String id;

    GetRecord(Parameters parameters) {
        id = parameters.id("id");
        parameters.flag("dryRun", false);
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        return context.client().get(id).toMap("read");
    }
}
