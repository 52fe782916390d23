package io.jenkins.plugins.aha.forms;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.client.discovery.RecordName;
import io.jenkins.plugins.aha.run.DryRunResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what a dry run gave. Stateless. */
final class OperationPreview {
    private static final int MOST_RECORDS = 10;
    private static final int MOST_LINES = 20;

    private OperationPreview() {}

    /** Shows how many records a list has and the names of the first ten. */
    static FormValidation records(DryRunResult result) {
        List<?> records = (List<?>) result.value();
        List<String> names = records.stream()
                .limit(MOST_RECORDS)
                .map(record -> name((Map<?, ?>) record))
                .toList();
        String counted = Messages.preview_records(records.size());
        return FormValidation.ok(
                names.isEmpty()
                        ? counted
                        : counted + " " + String.join(", ", names) + (records.size() > MOST_RECORDS ? " …" : ""));
    }

    @SuppressWarnings("unchecked")
    private static String name(Map<?, ?> record) {
        return RecordName.of(record.get("id").toString(), (Map<String, Object>) record.get("fields"), null)
                .name();
    }

    /** Shows what the dry run logged: a line for each target. */
    static FormValidation links(DryRunResult result) {
        List<String> lines = result.lines();
        String shown = lines.stream().limit(MOST_LINES).map(Util::escape).collect(Collectors.joining("<br>"));
        return FormValidation.okWithMarkup(
                lines.size() > MOST_LINES
                        ? shown + "<br>" + Util.escape(Messages.preview_more(lines.size() - MOST_LINES))
                        : shown);
    }
}
