package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.ChoiceOptions;
import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the answers to the writes of one operation with what was sent: Aha! may drop or ignore a value silently.
 * What it shows in another form is remembered, so that the next build takes it as the same. Thread-safe.
 */
final class Verification {
    /** Longer values would bury the message. */
    private static final int LONGEST_VALUE = 60;

    private final OperationContext context;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Verification(OperationContext context) {
        this.context = context;
    }

    /**
     * Checks the fields of a record that was just written. A value in another form is said once for each field.
     *
     * @param before the record before the write, without fields for one that was just created; null when it is not
     *     known
     * @throws AhaException for values that were sent and are not there: the write is not undone
     */
    void check(Map<String, Object> sent, CustomTableRecord before, CustomTableRecord answered)
            throws IOException, InterruptedException {
        KnownForms forms = context.client().account().knownForms();
        List<String> missing = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (Map.Entry<String, Object> field : sent.entrySet()) {
            String key = field.getKey();
            Object value = field.getValue();
            Object shown = answered.fields().get(key);
            Result result = forms.compare(key, value, answered);
            boolean unchanged = isUnchanged(key, before, answered);
            if (result == Result.UNCLEAR && (before == null || unchanged) && asked.add(key)) {
                new ChoiceOptions(context.client()).learnAnew(answered.table(), key);
            }
            result = forms.compare(key, value, answered);
            if (result == Result.SAME) {
                continue;
            }
            boolean noOption = result == Result.UNCLEAR
                    && !(shown instanceof Collection<?>)
                    && forms.hasOptions(answered.table(), key);
            if (ValueComparison.isEmpty(shown, answered.form(key))) {
                missing.add(key);
            } else if (ValueComparison.isPartlyDropped(value, shown)
                    || (result == Result.ANOTHER_VALUE || noOption) && unchanged && !isNear(value, shown)) {
                ignored.add("field '" + key + "' shows '" + shown(shown) + "' instead of '" + shown(value) + "'");
            } else {
                sayOtherForm(forms, key, value, before, answered, result);
            }
        }
        refuse(answered.id(), missing, ignored);
    }

    private void sayOtherForm(
            KnownForms forms,
            String key,
            Object value,
            CustomTableRecord before,
            CustomTableRecord answered,
            Result result) {
        boolean proven = result == Result.ANOTHER_FORM || before != null && !isUnchanged(key, before, answered);
        if (proven && !ValueComparison.isEmpty(value)) {
            forms.remember(key, value, answered);
        }
        if (!said.add(key + " " + proven)) {
            return;
        }
        if (proven && result != Result.ANOTHER_VALUE) {
            context.log()
                    .info("Aha!: field '" + key + "' of record " + answered.id()
                            + " shows the value in another form than the one sent; this counts as the same from now"
                            + " on, in other records too.");
        } else {
            context.log()
                    .warn("Aha! shows another value of field '" + key + "' of record " + answered.id()
                            + " than the one sent.");
        }
    }

    /** Returns whether a field shows what it showed before the write. */
    private static boolean isUnchanged(String key, CustomTableRecord before, CustomTableRecord answered) {
        if (before == null || ValueComparison.isEmpty(before.fields().get(key))) {
            return false;
        }
        Object shown = answered.fields().get(key);
        return ValueComparison.compare(before.fields().get(key), shown, answered.form(key)) == Result.SAME;
    }

    /** A choice may ignore case, and keep its own label. */
    private static boolean isNear(Object value, Object shown) {
        return !ValueComparison.isEmpty(value) && NormalForm.isNear(value, shown);
    }

    private static String shown(Object value) {
        return PlainText.line(value == null ? "" : String.valueOf(value), LONGEST_VALUE);
    }

    private static void refuse(String id, List<String> missing, List<String> ignored) throws AhaException {
        if (!missing.isEmpty()) {
            throw new AhaException(
                    AhaException.Reason.UNCERTAIN,
                    "Record " + id + " was written, but Aha! did not keep the field"
                            + (missing.size() > 1 ? "s" : "") + " '" + String.join("', '", missing)
                            + "'. Check that the table has a field with this API key (keys often begin with the"
                            + " table's key, such as customers_name) and that the value fits its type."
                            + (ignored.isEmpty() ? "" : " Besides, " + String.join(", ", ignored) + ".")
                            + " verify: false turns this check off.");
        }
        if (!ignored.isEmpty()) {
            throw new AhaException(
                    AhaException.Reason.UNCERTAIN,
                    "Record " + id + " was written, but Aha! did not store every value: "
                            + String.join(", ", ignored) + ". Check that the value is one that the field takes, such as"
                            + " a choice of its list. verify: false turns this check off.");
        }
    }
}
