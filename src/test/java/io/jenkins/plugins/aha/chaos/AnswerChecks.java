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
        return field(record, "name");
    }

    private static String field(Map<?, ?> record, String key) {
        return String.valueOf(((Map<?, ?>) record.get("fields")).get(key));
    }

    private void require(boolean right, String operation, Object answer) {
        if (!right) {
            ledger.wrongAnswer(operation + " returned " + answer);
        }
    }

    /** Records were created, in the order given. */
    void created(List<String> names, List<?> records) {
        boolean right = records.size() == names.size();
        for (int i = 0; right && i < records.size(); i++) {
            Map<?, ?> record = (Map<?, ?>) records.get(i);
            right = names.get(i).equals(name(record))
                    && field(record, "tier").equals("new")
                    && "created".equals(record.get("outcome"));
        }
        require(right, "create " + names, records);
    }

    /**
     * A record that several callers know was created, updated or kept.
     *
     * @param known whether it surely existed before
     */
    void upserted(String name, String tier, Collection<String> tiers, String ifExists, boolean known, List<?> records) {
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
                ? tiers.contains(field(record, "tier"))
                : tier.equals(field(record, "tier"));
        require(possible && itsTier && name.equals(name(record)), operation, record);
    }

    /** A record was updated: the answer shows it with every field that was set. */
    void updated(Map<?, ?> record, Map<String, String> fields, Map<?, ?> answer) {
        boolean right = isSame(record, answer)
                && fields.entrySet().stream().allMatch(set -> set.getValue().equals(field(answer, set.getKey())));
        require(right, "update " + name(record) + " " + fields, answer);
    }

    /** A record was read, perhaps from a copy that lags: it shows what it has or had. */
    void read(Map<?, ?> record, Map<?, ?> answer) {
        boolean right = isSame(record, answer) && ledger.everyTier(name(record)).contains(field(answer, "tier"));
        require(right, "get " + name(record), answer);
    }

    private static boolean isSame(Map<?, ?> record, Map<?, ?> answer) {
        return String.valueOf(record.get("id")).equals(answer.get("id"))
                && name(record).equals(name(answer));
    }

    /**
     * A record was linked to each target, or such a link removed.
     *
     * @param known ids whose links nobody else changes
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
            Set<String> tiers = ledger.everyTier(name(record));
            right &= ids.add(record.get("id"))
                    && names.contains(name(record))
                    && (tiers.isEmpty() || tiers.contains(field(record, "tier")));
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
