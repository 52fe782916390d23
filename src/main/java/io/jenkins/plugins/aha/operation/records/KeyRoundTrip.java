package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import io.jenkins.plugins.aha.operation.input.ParameterText;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;

/**
 * The key of a record as Aha! stored it. One that came back changed would not be found by the next build, which would
 * create one more record. Stateless.
 */
final class KeyRoundTrip {
    private KeyRoundTrip() {}

    /**
     * Requires that a rule, or the options of a choice list, find a new record by a key field. What is only remembered
     * is forgotten with a restart.
     *
     * @param sent the value of the key field that was sent
     * @throws AhaException naming the record and both values: the record is not deleted
     */
    static void requireFindable(
            KnownForms forms, String product, String table, String field, Object sent, CustomTableRecord record)
            throws AhaException {
        Object shown = record.fields().get(field);
        boolean byOption = forms.hasOptions(table, field) && forms.compare(field, sent, record) == Result.SAME;
        if (!byOption && ValueComparison.compare(sent, shown, record.form(field)) != Result.SAME) {
            throw new AhaException(
                    AhaException.Reason.UNCERTAIN,
                    "Created record " + record.id() + " in table " + table + " of product " + product
                            + ", but its key would not be found again: Aha! shows "
                            + PlainText.line(ParameterText.describe(shown)) + " in field '" + field + "' for the "
                            + PlainText.line(ParameterText.describe(sent))
                            + " that was sent. Delete the record in Aha!, and"
                            + " send the key as Aha! shows it, or choose another field for uniqueBy.");
        }
    }
}
