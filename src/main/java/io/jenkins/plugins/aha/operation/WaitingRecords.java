package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.RecordPages;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.links.LinkWish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of a table of which one field names what each waits for, such as customers and the features that they
 * asked for: every target is linked to the records that wait for it. Immutable.
 */
final class WaitingRecords {
    private final String product;
    private final String table;
    private final String field;

    private WaitingRecords(String product, String table, String field) {
        this.product = product;
        this.table = table;
        this.field = field;
    }

    /**
     * Returns what the parameters ask for; empty when they do not.
     *
     * @throws io.jenkins.plugins.aha.operation.input.ParameterException for parameters that do not go together
     */
    static Optional<WaitingRecords> of(Parameters parameters, LinkWish.Mode mode) {
        if (!parameters.restricts("waitingField")) {
            if (parameters.has("table") || parameters.has("product")) {
                throw parameters.refuse("takes 'product' and 'table' only together with 'waitingField', the field that"
                        + " names what a record of the table waits for");
            }
            return Optional.empty();
        }
        if (parameters.has("records") || mode != LinkWish.Mode.ADD && mode != LinkWish.Mode.REMOVE) {
            throw parameters.refuse(
                    "finds the records itself with 'waitingField': leave out 'records', and use mode 'add'"
                            + " or 'remove'");
        }
        return Optional.of(
                new WaitingRecords(parameters.product(), parameters.key("table"), parameters.key("waitingField")));
    }

    /** Reads the table: reference → ids of the records whose field mentions it. */
    Map<String, List<String>> read(OperationContext context) throws IOException, InterruptedException {
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        ReferenceFinder mentions = new ReferenceFinder(List.of());
        boolean filled = false;
        boolean known = false;
        try (RecordPages pages = new RecordPages(
                context.client(),
                product,
                table,
                null,
                AhaClient.LARGEST_PAGE,
                context.workers(),
                AhaClient.PAGES_AHEAD)) {
            context.progress().begin(Progress.Part.READING, 0);
            for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
                context.progress().advance(pages.total());
                filled = true;
                Object value = record.fields().get(field);
                if (value != null) {
                    known = true;
                    Set<String> references = mentions.find(List.of(value.toString()));
                    if (!references.isEmpty()) {
                        context.names().learn(Subject.of(record, null, List.of()));
                    }
                    for (String reference : references) {
                        waiting.computeIfAbsent(reference, first -> new ArrayList<>())
                                .add(record.id());
                    }
                }
            }
        }
        if (filled && !known) {
            context.log()
                    .warn("No record of table " + table + " has a value in '" + field
                            + "', which 'waitingField' names; is it the field's API key?");
        }
        return waiting;
    }

    /** Returns the targets that records wait for. */
    List<Reference> targets(OperationContext context, List<Reference> all, Map<String, List<String>> waiting) {
        List<Reference> found =
                all.stream().filter(target -> waiting.containsKey(target.id())).toList();
        if (found.size() < all.size()) {
            context.log()
                    .info("Aha!: no record of table " + table + " waits for " + (all.size() - found.size()) + " of "
                            + all.size() + " targets.");
        }
        return found;
    }
}
