package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.chaos.Ledger.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what an operation returned with what it must be, as far as the caller can know that. */
final class AnswerChecks {
    private final Ledger ledger;

    AnswerChecks(Ledger ledger) {
        this.ledger = ledger;
    }

    static String name(Map<?, ?> record) {
        return String.valueOf(field(record, "name"));
    }

    private static Object field(Map<?, ?> record, String key) {
        return ((Map<?, ?>) record.get("fields")).get(key);
    }

    /** Whether a record shows a value that means what was sent. */
    private boolean shows(Map<?, ?> record, String key, Object sent) {
        return ledger.meaning()
                .of(key, field(record, key))
                .equals(ledger.meaning().of(key, sent));
    }

    private boolean showsAll(Map<?, ?> record, Map<String, ?> sent) {
        return sent.entrySet().stream().allMatch(one -> shows(record, one.getKey(), one.getValue()));
    }

    private void require(boolean right, String operation, Object answer) {
        if (!right) {
            ledger.defect("wrong answers to callers", operation + " returned " + answer);
        }
    }

    /** Records were created, in the order given. */
    void created(List<? extends Map<String, ?>> rows, List<?> records) {
        boolean right = records.size() == rows.size();
        for (int i = 0; right && i < records.size(); i++) {
            Map<?, ?> record = (Map<?, ?>) records.get(i);
            right = showsAll(record, rows.get(i)) && "created".equals(record.get("outcome"));
        }
        require(right, "create " + rows, records);
    }

    /**
     * A record that several callers know was created, updated or kept.
     *
     * @param known whether it surely existed before
     */
    void upserted(String name, String tier, String ifExists, boolean known, List<?> records) {
        String operation = "upsert " + name + " " + tier + ", else " + ifExists + (known ? ", known" : "");
        if (records.size() != 1) {
            require(false, operation, records);
            return;
        }
        Map<?, ?> record = (Map<?, ?>) records.get(0);
        Object outcome = record.get("outcome");
        boolean kept = "kept".equals(outcome);
        boolean possible =
                switch (ifExists) {
                    case "update" -> !known || !"created".equals(outcome);
                    case "keep" -> known ? kept : !"updated".equals(outcome);
                    default -> !known && "created".equals(outcome);
                };
        boolean itsTier = kept && ifExists.equals("keep")
                ? SharedNames.TIERS.stream().anyMatch(one -> shows(record, "tier", one))
                : shows(record, "tier", tier);
        require(possible && itsTier && shows(record, "name", name), operation, record);
    }

    /** A record was updated: the answer shows it with every field that was set. */
    void updated(Map<?, ?> record, Map<String, ?> fields, Map<?, ?> answer) {
        require(isSame(record, answer) && showsAll(answer, fields), "update " + name(record) + " " + fields, answer);
    }

    /** A record was read, perhaps from a copy that lags: it shows what it has or had. */
    void read(Map<?, ?> record, Map<?, ?> answer) {
        require(isSame(record, answer) && showsWhatItCan(answer), "get " + name(record), answer);
    }

    private boolean isSame(Map<?, ?> record, Map<?, ?> answer) {
        return String.valueOf(record.get("id")).equals(answer.get("id")) && shows(answer, "name", name(record));
    }

    private boolean showsWhatItCan(Map<?, ?> answer) {
        String name = name(answer);
        return ((Map<?, ?>) answer.get("fields"))
                .entrySet().stream()
                        .allMatch(one -> ledger.canShow(name, one.getKey().toString(), one.getValue()));
    }

    /**
     * A record was linked to each target, or such a link removed.
     *
     * @param known ids whose links no other caller changes
     */
    void linked(List<String> targets, String id, String mode, List<String> known, List<?> answers) {
        String operation = mode + " link " + targets + " " + id;
        List<String> answered = answers.stream()
                .map(answer -> String.valueOf(((Map<?, ?>) answer).get("target")))
                .toList();
        require(
                Set.copyOf(answered).equals(Set.copyOf(targets)) && answered.size() == targets.size(),
                operation,
                answers);
        for (Object each : answers) {
            Map<?, ?> answer = (Map<?, ?>) each;
            Collection<?> before = (Collection<?>) answer.get("before");
            Collection<?> after = (Collection<?>) answer.get("after");
            List<?> added = without(after, before);
            List<?> removed = without(before, after);
            // Links to records that are gone may go as well.
            List<?> lost = removed.stream()
                    .filter(one -> !ledger.isDeleted(one.toString()))
                    .toList();
            boolean add = mode.equals("add");
            require(
                    after.contains(id) == add
                            && added.equals(answer.get("added"))
                            && removed.equals(answer.get("removed"))
                            && (add ? lost : added).isEmpty()
                            && List.of(id).containsAll(add ? added : lost)
                            && Boolean.valueOf(!added.isEmpty() || !removed.isEmpty())
                                    .equals(answer.get("changed")),
                    operation,
                    answer);
            String target = String.valueOf(answer.get("target"));
            for (String own : known) {
                Known link = ledger.link(target, own);
                boolean right = own.equals(id) || link == Known.MAYBE || after.contains(own) == (link == Known.YES);
                require(right, operation + ", where " + own + " is linked: " + link + ",", answer);
            }
        }
    }

    /** A list of links that only this caller changes became another one. */
    void linkedOnly(String target, List<String> ids, List<?> answers) {
        Map<?, ?> answer = (Map<?, ?>) answers.get(0);
        Collection<?> before = (Collection<?>) answer.get("before");
        Collection<?> after = (Collection<?>) answer.get("after");
        require(
                answers.size() == 1
                        && after.size() == ids.size()
                        && after.containsAll(ids)
                        && without(after, before).equals(answer.get("added"))
                        && without(before, after).equals(answer.get("removed")),
                "link only " + ids + " to " + target,
                answers);
    }

    private static List<?> without(Collection<?> all, Collection<?> those) {
        List<Object> rest = new ArrayList<>(all);
        rest.removeAll(new HashSet<>(those));
        return rest;
    }

    void deleted(List<String> ids, Object answer) {
        require(ids.equals(answer), "delete " + ids, answer);
    }

    /** Records were listed that have one of these names. What they have by now, and whether all are there, is open. */
    void listed(List<String> names, int limit, List<?> records) {
        Set<Object> ids = new HashSet<>();
        boolean right = records.size() <= limit;
        for (Object each : records) {
            Map<?, ?> record = (Map<?, ?>) each;
            right &= ids.add(record.get("id"))
                    && names.stream().anyMatch(name -> shows(record, "name", name))
                    && showsWhatItCan(record);
        }
        require(right, "list " + names + ", at most " + limit, records);
    }

    /** When all is quiet, a listing shows everything once. */
    void listedInTheEnd(Set<String> ids, List<?> records) {
        List<String> found = records.stream()
                .map(record -> String.valueOf(((Map<?, ?>) record).get("id")))
                .toList();
        require(
                found.size() == ids.size() && Set.copyOf(found).equals(ids),
                "the last list, of " + ids.size() + " records,",
                found.size() + " records");
    }
}
