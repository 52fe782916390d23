package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.chaos.Ledger.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Does random operations one after the other, and enters in the ledger what they returned. Not thread-safe. */
final class ChaosCaller {
    private static final List<String> TARGETS = List.of("PRJ1-R-1", "PRJ1-R-2");
    private static final String WITH_FEATURES = "PRJ1-R-1";
    private static final long LONGEST_SECONDS = 60;

    private final int number;
    private final Random random;
    private final ChaosSteps steps;
    private final DrawnValues values;
    private final Ledger ledger;
    private final AnswerChecks checks;
    private final List<Map<?, ?>> mine = new ArrayList<>();
    private final Set<String> ownLinks = new LinkedHashSet<>();
    private volatile String latest = "none";
    private int created;

    ChaosCaller(int number, Random random, ChaosSteps steps, DrawnValues values, Ledger ledger) {
        this.number = number;
        this.random = random;
        this.steps = steps;
        this.values = values;
        this.ledger = ledger;
        this.checks = new AnswerChecks(ledger);
    }

    /** The last operation that ended. */
    String latest() {
        return latest;
    }

    /** The records that this caller knows to be there. */
    List<Map<?, ?>> records() {
        return List.copyOf(mine);
    }

    void run(int operations) throws InterruptedException {
        for (int i = 0; i < operations; i++) {
            long begun = System.nanoTime();
            latest = one();
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                ledger.defect("hangs", latest + " took more than " + LONGEST_SECONDS + " s");
            }
        }
    }

    private String one() throws InterruptedException {
        int choice = random.nextInt(100);
        if (mine.isEmpty() || choice < 15) {
            return create(1);
        }
        if (choice < 25) {
            return create(3);
        }
        if (choice < 37) {
            return upsertShared("update");
        }
        if (choice < 43) {
            return upsertShared(random.nextBoolean() ? "keep" : "fail");
        }
        Map<?, ?> record = mine.get(random.nextInt(mine.size()));
        if (choice < 60) {
            return update(record);
        }
        if (choice < 72) {
            return link(record, random.nextInt(3) == 0 ? "remove" : "add", false);
        }
        if (choice < 78) {
            return linkOnly();
        }
        if (choice < 80) {
            return link(record, "add", true);
        }
        if (choice < 84) {
            return delete(List.of(record));
        }
        if (choice < 88) {
            return delete(List.copyOf(mine.subList(0, Math.min(2, mine.size()))));
        }
        return choice < 94 ? get(record) : list();
    }

    /** One step that creates records: in the order given, or an error that leaves each of them open. */
    private String create(int count) throws InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", values.text("caller" + number + "-" + created++));
            row.put("tier", "new");
            row.putAll(values.some());
            rows.add(row);
        }
        Object made = steps.create(count == 1 ? rows.get(0) : rows);
        for (Map<String, Object> row : rows) {
            String name = row.get("name").toString();
            ledger.name(name, made == null ? Known.MAYBE : Known.YES);
            row.forEach((field, value) -> wrote(name, field, value, made != null));
        }
        if (made != null) {
            List<?> records = made instanceof List<?> several ? several : List.of(made);
            checks.created(rows, records);
            records.forEach(record -> mine.add((Map<?, ?>) record));
        }
        return "create " + rows;
    }

    private void wrote(String name, String field, Object value, boolean surely) {
        if (surely) {
            ledger.has(name, field, value);
        } else {
            ledger.mayHave(name, field, value);
        }
    }

    /** Several callers upsert the same names: which of them was the last is open, but there may be only one record. */
    private String upsertShared(String ifExists) throws InterruptedException {
        String name = SharedNames.one(random);
        String tier = SharedNames.TIERS.get(random.nextInt(SharedNames.TIERS.size()));
        boolean known = ledger.name(name) == Known.YES;
        Object made = steps.upsert(Map.of("name", name, "tier", tier), ifExists);
        if (made != null) {
            ledger.name(name, Known.YES);
            checks.upserted(name, tier, ifExists, known, (List<?>) made);
        }
        return "upsert " + name + ", else " + ifExists;
    }

    private String update(Map<?, ?> record) throws InterruptedException {
        int chance = random.nextInt(1_000);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tier", values.text("t" + chance));
        fields.put("region", values.text("r" + chance));
        fields.putAll(values.some());
        String name = AnswerChecks.name(record);
        fields.forEach((field, value) -> ledger.mayGet(name, field, value));
        Object updated = steps.update(record.get("id"), fields);
        fields.forEach((field, value) -> wrote(name, field, value, updated != null));
        if (updated != null) {
            checks.updated(record, fields, (Map<?, ?>) updated);
        }
        return "update " + name + " " + fields;
    }

    /** Links to a release, or removes such a link; with its features those are targets as well. */
    private String link(Map<?, ?> record, String mode, boolean withFeatures) throws InterruptedException {
        List<String> alone = List.of(Ledger.releaseOf(number));
        List<String> possible = random.nextInt(4) == 0 ? alone : TARGETS;
        String target = withFeatures ? WITH_FEATURES : possible.get(random.nextInt(possible.size()));
        String id = String.valueOf(record.get("id"));
        List<String> targets = withFeatures ? Ledger.LINKABLE.subList(0, 7) : List.of(target);
        List<String> known =
                mine.stream().map(own -> String.valueOf(own.get("id"))).toList();
        Object linked = steps.link(target, id, mode, withFeatures);
        if (linked instanceof List<?> answers) {
            checks.linked(targets, id, mode, known, answers);
        }
        Known said = mode.equals("add") ? Known.YES : Known.NO;
        ownLinks.addAll(targets.equals(alone) ? List.of(id) : List.of());
        targets.forEach(one -> ledger.link(one, id, linked == null ? Known.MAYBE : said));
        return mode + " link " + targets + " " + id;
    }

    /** Replaces or clears the list of the release that no other caller links to. */
    private String linkOnly() throws InterruptedException {
        String target = Ledger.releaseOf(number);
        List<String> ids = new ArrayList<>();
        for (Map<?, ?> record : mine) {
            if (random.nextInt(3) == 0) {
                ids.add(String.valueOf(record.get("id")));
            }
        }
        ownLinks.addAll(ids);
        Object linked = steps.linkOnly(target, ids);
        if (linked instanceof List<?> answers) {
            checks.linkedOnly(target, ids, answers);
        }
        for (String id : ownLinks) {
            Known said = ids.contains(id) ? Known.YES : Known.NO;
            ledger.link(target, id, linked == null ? Known.MAYBE : said);
        }
        return "link only " + ids + " to " + target;
    }

    private String delete(List<Map<?, ?>> some) throws InterruptedException {
        List<String> ids =
                some.stream().map(record -> String.valueOf(record.get("id"))).toList();
        // What becomes of links to a record that is gone is Aha!'s business.
        ids.forEach(id -> ledger.deleted(number, id));
        Object deleted = steps.delete(ids.size() == 1 ? ids.get(0) : ids);
        if (deleted != null) {
            checks.deleted(ids, deleted);
        }
        for (Map<?, ?> record : some) {
            ledger.name(AnswerChecks.name(record), deleted == null ? Known.MAYBE : Known.NO);
            mine.remove(record);
        }
        return "delete " + some.stream().map(AnswerChecks::name).toList();
    }

    private String get(Map<?, ?> record) throws InterruptedException {
        Object read = steps.get(record.get("id"));
        if (read instanceof Map<?, ?> found) {
            checks.read(record, found);
        }
        return "get " + AnswerChecks.name(record);
    }

    /** Some of the shared records, and one of this caller's own; the rest of the table must not be among them. */
    private String list() throws InterruptedException {
        String own = AnswerChecks.name(mine.get(random.nextInt(mine.size())));
        List<String> names = List.of(own, SharedNames.one(random), SharedNames.one(random));
        int limit = 1 + random.nextInt(3);
        Object listed = steps.list(names, limit);
        if (listed instanceof List<?> records) {
            checks.listed(names, limit, records);
        }
        return "list " + names;
    }
}
