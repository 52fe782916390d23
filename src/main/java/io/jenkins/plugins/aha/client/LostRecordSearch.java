package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.Contradiction;
import io.jenkins.plugins.aha.values.NoteText;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for the record of a create whose answer was lost: one that was created since then, by the API key's user, that
 * is not the outcome of another create here, and that contradicts nothing that was sent. Not thread-safe.
 */
final class LostRecordSearch {
    private final AhaClient client;
    private final String product;
    private final String table;
    private final Map<String, Object> sent;
    private final List<String> uniqueBy;
    private final Set<String> others;
    private final RecentWrites.Creating mine;
    private Found latest = new Found(List.of(), false);

    /** How well a record agrees with what was sent, best first. */
    private enum Agreement {
        /** In the fields by which records are unique; nothing else counts then. */
        KEY,
        /** It has these values and no others. */
        EXACT,
        /** It has these values, and others. */
        EQUAL,
        /** It has some of these values, some perhaps in another form, and contradicts none. */
        COMPATIBLE,
        /** It may be the one, which nothing proves. */
        DOUBTFUL,
        NONE
    }

    /** The records that may be the one: those of the best agreement that any has. */
    private record Found(List<CustomTableRecord> records, boolean doubtful) {}

    LostRecordSearch(
            AhaClient client,
            String product,
            String table,
            Map<String, Object> sent,
            List<String> uniqueBy,
            Set<String> others,
            RecentWrites.Creating mine) {
        this.client = client;
        this.product = product;
        this.table = table;
        this.sent = sent;
        this.uniqueBy = uniqueBy;
        this.others = others;
        this.mine = mine;
    }

    /** Returns the one record that is there by now; empty for none, or while there are only doubtful ones. */
    Optional<CustomTableRecord> theOne(Instant since) throws AhaException, InterruptedException {
        latest = look(since);
        if (latest.records().size() > 1 && !latest.doubtful()) {
            throw unclear("several new records have the same values", latest.records());
        }
        return latest.doubtful() ? Optional.empty() : latest.records().stream().findFirst();
    }

    /** @throws AhaException with {@link Reason#UNCERTAIN} where the last look found doubtful records */
    void refuseDoubtful() throws AhaException {
        if (latest.doubtful()) {
            throw unclear("what was created since may be it, or not", latest.records());
        }
    }

    /**
     * Looks for the record of an earlier try, which counted as not created and may show up late: then there are two.
     *
     * @throws AhaException with {@link Reason#UNCERTAIN} where there is one; failures to look are only logged
     */
    void refuseTwin(CustomTableRecord created, Instant since) throws AhaException, InterruptedException {
        for (Duration pause : RecentWrites.LOOKS) {
            client.account().time().sleep(pause);
            Found twins;
            try {
                twins = look(since);
            } catch (AhaException unknown) {
                client.log()
                        .info("Record " + created.id() + " was created, but whether an earlier try had created one as"
                                + " well could not be found out: " + unknown.getMessage());
                return;
            }
            if (!twins.records().isEmpty() && !twins.doubtful()) {
                throw new AhaException(
                        Reason.UNCERTAIN,
                        "Created record " + created.id() + " in table " + table + " of product " + product
                                + ", but an earlier try, whose answer was lost, may have created one as well, which"
                                + " showed up late: " + ids(twins.records())
                                + ". Delete the superfluous ones in Aha!.");
            }
        }
    }

    /** Returns the records that may be the one, none left out. */
    private Found look(Instant since) throws AhaException, InterruptedException {
        Map<Agreement, List<CustomTableRecord>> byAgreement = new EnumMap<>(Agreement.class);
        RecordPages pages = new RecordPages(client, product, table, since);
        for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
            boolean known = others.contains(record.id())
                    || client.account().recentWrites().isCreatedHere(record.id());
            Agreement agreement = known || !record.isCreatedSince(since) ? Agreement.NONE : agreement(record);
            if (agreement != Agreement.NONE) {
                byAgreement
                        .computeIfAbsent(agreement, absent -> new ArrayList<>())
                        .add(record);
            }
        }
        return byAgreement.entrySet().stream()
                .findFirst()
                .map(best -> new Found(best.getValue(), best.getKey() == Agreement.DOUBTFUL))
                .orElse(new Found(List.of(), false));
    }

    private Agreement agreement(CustomTableRecord record) throws InterruptedException {
        boolean key = !uniqueBy.isEmpty()
                && uniqueBy.stream().allMatch(field -> compare(field, sent.get(field), record) == Result.SAME);
        Agreement agreement = key ? Agreement.KEY : agreement(record, sent);
        if (key || agreement == Agreement.NONE) {
            return agreement;
        }
        Optional<String> user = client.userId();
        String creator = record.createdBy() == null ? null : record.createdBy().get("id");
        boolean creatorIsKnown = user.isPresent() && creator != null;
        if (creatorIsKnown && !creator.equals(user.get())) {
            return Agreement.NONE;
        }
        if (agreement != Agreement.EXACT) {
            for (Map<String, Object> wanted : client.account().recentWrites().wantedByOthers(mine)) {
                Agreement theirs = agreement(record, wanted);
                if (theirs == Agreement.EXACT) {
                    return Agreement.NONE;
                }
                agreement = theirs.compareTo(agreement) <= 0 ? Agreement.DOUBTFUL : agreement;
            }
        }
        return agreement == Agreement.COMPATIBLE && !creatorIsKnown && isGuess(record) ? Agreement.DOUBTFUL : agreement;
    }

    /** Returns whether something about a record can only be guessed, so that it matters who created it. */
    private boolean isGuess(CustomTableRecord record) {
        return sent.keySet().stream().anyMatch(key -> closest(key, sent.get(key), record) == Result.UNCLEAR)
                || sent.keySet().stream().allMatch(key -> isAbsent(key, record));
    }

    private Agreement agreement(CustomTableRecord record, Map<String, Object> wanted) {
        boolean others =
                record.fields().keySet().stream().anyMatch(key -> !wanted.containsKey(key) && !isAbsent(key, record));
        Result worst = Result.SAME;
        boolean agrees = false;
        boolean lacks = false;
        for (Map.Entry<String, Object> field : wanted.entrySet()) {
            boolean empty = ValueComparison.isEmpty(field.getValue());
            if (!empty && isAbsent(field.getKey(), record)) {
                // Aha! may have dropped a field that the table does not have, or a value that it does not take.
                lacks = true;
                continue;
            }
            Result result = closest(field.getKey(), field.getValue(), record);
            Object shown = record.fields().get(field.getKey());
            if (result == Result.ANOTHER_VALUE
                    && Contradiction.isCertain(field.getValue(), shown, record.form(field.getKey()))) {
                return Agreement.NONE;
            }
            agrees |= !empty && result.compareTo(Result.ANOTHER_FORM) <= 0;
            worst = worst.and(result);
        }
        if (!agrees) {
            Agreement nothing = lacks ? Agreement.COMPATIBLE : Agreement.EXACT;
            return worst != Result.SAME ? Agreement.DOUBTFUL : others ? Agreement.NONE : nothing;
        }
        if (worst == Result.SAME && !lacks) {
            return others ? Agreement.EQUAL : Agreement.EXACT;
        }
        return worst == Result.ANOTHER_VALUE ? Agreement.DOUBTFUL : Agreement.COMPATIBLE;
    }

    /** A note with the same words, less or more some, may be what Aha! made of the one that was sent. */
    private Result closest(String key, Object value, CustomTableRecord record) {
        Result result = compare(key, value, record);
        boolean note =
                result == Result.ANOTHER_VALUE && "note".equals(record.form(key).type());
        return note
                        && NoteText.sharesWords(
                                String.valueOf(value),
                                String.valueOf(record.fields().get(key)))
                ? Result.UNCLEAR
                : result;
    }

    private static boolean isAbsent(String key, CustomTableRecord record) {
        return ValueComparison.isEmpty(record.fields().get(key), record.form(key));
    }

    private Result compare(String key, Object value, CustomTableRecord record) {
        return client.account().knownForms().compare(key, value, record);
    }

    private AhaException unclear(String why, List<CustomTableRecord> records) {
        return new AhaException(
                Reason.UNCERTAIN,
                "Could not find out whether a record was created in table " + table + " of product " + product
                        + ": the answer was lost, and " + why + ": " + ids(records)
                        + ". Delete the superfluous ones in Aha!.");
    }

    private static String ids(List<CustomTableRecord> records) {
        return records.stream().map(CustomTableRecord::id).collect(Collectors.joining(", "));
    }
}
