package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import io.jenkins.plugins.aha.client.FieldValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the answer to a write with what was sent: Aha! may drop a field without a word (notes on the API, §4). */
final class Verification {
    private Verification() {}

    /**
     * Checks the fields of a record that was just written. A value that came back different is told as a warning.
     *
     * @throws AhaException for fields that were sent and are not there: the write is not undone
     */
    static void check(OperationContext context, Map<String, Object> sent, CustomTableRecord answered)
            throws AhaException {
        List<String> missing = new ArrayList<>();
        sent.forEach((key, value) -> {
            Object read = answered.fields().get(key);
            if (!FieldValues.isEmpty(value) && FieldValues.isEmpty(read)) {
                missing.add(key);
            } else if (!FieldValues.same(value, read)) {
                context.log()
                        .warn("Aha! shows another value of field '" + key + "' of record " + answered.id()
                                + " than the one sent.");
            }
        });
        if (!missing.isEmpty()) {
            String fields = String.join("', '", missing);
            throw new AhaException(
                    AhaException.Reason.UNCERTAIN,
                    "Record " + answered.id() + " was written, but Aha! did not keep the field"
                            + (missing.size() > 1 ? "s" : "") + " '" + fields + "'. Check that the table has a field"
                            + " with this API key (keys often begin with the table's key, such as"
                            + " customers_name) and that the value fits its type. verify: false turns this check off.");
        }
    }
}
