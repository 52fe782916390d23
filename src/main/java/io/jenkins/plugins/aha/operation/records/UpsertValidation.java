package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.KnownForms;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.PlainText;
import io.jenkins.plugins.aha.operation.input.IfExists;
import io.jenkins.plugins.aha.operation.input.ParameterText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Refuses keys of an upsert before anything is written. Thread-safe. */
final class UpsertValidation {
    /** More would bury the message. */
    private static final int MOST_PROBLEMS = 20;

    private final String product;
    private final String table;
    private final List<String> uniqueBy;
    private final IntFunction<String> names;

    UpsertValidation(String product, String table, List<String> uniqueBy, IntFunction<String> names) {
        this.product = product;
        this.table = table;
        this.uniqueBy = uniqueBy;
        this.names = names;
    }

    /** Refuses a key field that no record of a filled table has: it would never be found again. */
    void refuseUnknownFields(UpsertKeys keys) throws AhaException {
        List<String> unknown = keys.unknownFields();
        if (!unknown.isEmpty()) {
            throw of(
                    List.of("no record of the table has a value in '" + String.join("', '", unknown) + "'"),
                    "The fields that its records have are " + String.join(", ", keys.seenFields())
                            + "; give one of these API keys to uniqueBy, with the same upper and lower case.");
        }
    }

    /** Refuses a key that would be shown as an id which nothing can find again. */
    void refuseOtherThanIds(UpsertKeys keys) throws AhaException {
        List<String> fields = keys.fieldsOfUnknownIds();
        if (!fields.isEmpty()) {
            throw of(
                    List.of("the records of the table show ids in '" + String.join("', '", fields)
                            + "', and which id stands for a row's value is not known"),
                    "Give ids in the rows as well, or choose other fields for uniqueBy.");
        }
    }

    /** Distinguishes the records of this operation from others. */
    interface Ownership {
        boolean isOurs(UpsertKeys.Key key) throws IOException, InterruptedException;
    }

    /** Refuses keys that match several records, and keys that must not exist but do. */
    void refuseAmbiguous(UpsertKeys keys, IfExists ifExists, Ownership ownership)
            throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (UpsertKeys.Key key : keys.all()) {
            String row = names.apply(key.rows().get(0));
            if (key.existing().size() > 1) {
                problems.add(row + " matches the records "
                        + key.existing().stream().map(CustomTableRecord::id).collect(Collectors.joining(", ")));
            } else if (ifExists == IfExists.FAIL && key.rows().size() > 1) {
                problems.add(row + " has the same values as "
                        + names.apply(key.rows().get(1)));
            } else if (ifExists == IfExists.FAIL && key.existing().size() == 1 && !ownership.isOurs(key)) {
                problems.add(row + " exists already, as record "
                        + key.existing().get(0).id());
            }
        }
        if (!problems.isEmpty()) {
            throw of(problems, "Delete or merge what is double in Aha!, or choose other fields for uniqueBy.");
        }
    }

    /** Refuses keys that must not exist when an earlier row has the same key and will be created first. */
    void refuseTwins(UpsertKeys keys, Set<Long> earlier) throws AhaException {
        List<String> problems = new ArrayList<>();
        for (UpsertKeys.Key key : keys.all()) {
            List<Object> values = new ArrayList<>();
            uniqueBy.forEach(field -> values.add(key.values().get(field)));
            if (!earlier.add(KnownForms.digest(values))) {
                problems.add(names.apply(key.rows().get(0)) + " has the same values as an earlier line");
            }
        }
        if (!problems.isEmpty()) {
            throw of(problems, "Remove what is double from the file, or choose other fields for uniqueBy.");
        }
    }

    /**
     * Refuses a key that nearly exists: it is a typing error, or comes back in another form, and would be double.
     *
     * @param isRow says whether a record, by its id, was made of another row: rows may be nearly the same
     */
    void refuseNear(UpsertKeys keys, Predicate<String> isRow) throws AhaException {
        List<String> problems = new ArrayList<>();
        for (UpsertKeys.Key key : keys.all()) {
            List<CustomTableRecord> near = !key.existing().isEmpty()
                    ? List.of()
                    : keys.near(key).stream()
                            .filter(record -> !isRow.test(record.id()))
                            .toList();
            if (!near.isEmpty()) {
                problems.add(names.apply(key.rows().get(0)) + " is nearly the same as "
                        + near.stream().map(this::withKey).collect(Collectors.joining(", ")));
            }
        }
        if (!problems.isEmpty()) {
            throw of(problems, "Write the key as it stands in Aha!, or correct it there.");
        }
    }

    private String withKey(CustomTableRecord record) {
        return "record " + record.id() + " ("
                + uniqueBy.stream()
                        .map(field -> field + ": "
                                + PlainText.line(
                                        ParameterText.describe(record.fields().get(field))))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Returns the refusal for problems of rows, with what to do about them. */
    private AhaException of(List<String> problems, String advice) {
        int more = problems.size() - MOST_PROBLEMS;
        return new AhaException(
                AhaException.Reason.REFUSED,
                "Could not create records in table " + table + " of product " + product + " by "
                        + String.join(", ", uniqueBy) + ": "
                        + problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("; "))
                        + (more > 0 ? "; and " + more + " more" : "") + ". Nothing was written. " + advice);
    }
}
