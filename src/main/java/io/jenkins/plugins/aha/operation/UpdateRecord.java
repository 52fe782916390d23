package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import io.jenkins.plugins.aha.operation.links.RecordLinks;
import io.jenkins.plugins.aha.operation.records.RecordWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code ahaUpdateRecord}: sets some fields of one record and adds links; other fields and links stay as they are. */
final class UpdateRecord implements Operation {
    private final String id;
    private final Map<String, Object> fields;
    private final Map<String, List<String>> links;
    private final boolean verify;
    private final boolean dryRun;

    UpdateRecord(Parameters parameters) {
        id = parameters.id("id");
        links = RecordLinks.read(parameters, "links");
        boolean onlyLinks = !links.isEmpty() && !parameters.has("fields");
        fields = onlyLinks ? Map.of() : parameters.fields("fields");
        verify = parameters.flag("verify", true);
        dryRun = parameters.dryRun();
    }

    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        Map<String, Object> record = fields.isEmpty()
                ? known(context)
                : new RecordWriter(context, dryRun, verify)
                        .update("record", id, fields)
                        .toMap();
        new RecordLinks(context, links, verify, dryRun).addTo(record);
        return record;
    }

    private Map<String, Object> known(OperationContext context) throws IOException, InterruptedException {
        boolean rehearsed = id.equals(RecordIds.DRY_RUN);
        CustomTableRecord record = rehearsed
                ? CustomTableRecord.unread(id, null)
                : context.client().get(id);
        return record.toMap(Outcome.KEPT);
    }
}
