package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.records.RecordWriter;
import java.io.IOException;
import java.util.Map;

/** {@code ahaUpdateRecord}: sets some fields of one record; the others keep their values. */
final class UpdateRecord implements Operation {
    private final String id;
    private final Map<String, Object> fields;
    private final boolean verify;
    private final boolean dryRun;

    UpdateRecord(Parameters parameters) {
        id = parameters.id("id");
        fields = parameters.fields("fields");
        verify = parameters.flag("verify", true);
        dryRun = parameters.dryRun();
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        return new RecordWriter(context, dryRun, verify)
                .update("record", id, fields)
                .toMap();
    }
}
