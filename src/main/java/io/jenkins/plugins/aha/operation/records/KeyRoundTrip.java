package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import io.jenkins.plugins.aha.operation.input.ParameterText;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key of a record as Aha! stored it. One that came back changed would not be found by the next build, which would
 * create one more record. Stateless.
 */
final class KeyRoundTrip {
    private KeyRoundTrip() {}

    /**
     * Returns a key field by which neither a rule nor the options of a choice list find a new record; empty for none.
     * What is only remembered is forgotten with a restart.
     *
     * @param sent the fields that were sent
     */
    static Optional<String> lost(
            KnownForms forms, String table, List<String> uniqueBy, Map<String, Object> sent, CustomTableRecord record) {
        return uniqueBy.stream()
                .filter(field ->
                        !forms.hasOptions(table, field) || forms.compare(field, sent.get(field), record) != Result.SAME)
                .filter(field ->
                        ValueComparison.compare(sent.get(field), record.fields().get(field), record.form(field))
                                != Result.SAME)
                .findFirst();
    }

    /** Returns an error that names the record and both values of a lost key: the record is not deleted. */
    static AhaException refusal(
            String product, String table, String field, Map<String, Object> sent, CustomTableRecord record) {
        return new AhaException(
                AhaException.Reason.UNCERTAIN,
                "Created record " + record.id() + " in table " + table + " of product " + product
                        + ", but its key would not be found again: Aha! shows "
                        + PlainText.line(ParameterText.describe(record.fields().get(field))) + " in field '" + field
                        + "' for the " + PlainText.line(ParameterText.describe(sent.get(field)))
                        + " that was sent. Delete the record in Aha!, and"
                        + " send the key as Aha! shows it, or choose another field for uniqueBy.");
    }
}
