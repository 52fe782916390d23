package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.chaos.Ledger.Known;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.operation.Invocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One caller: does random operations one after the other, and notes in the ledger what it was told. */
final class ChaosCaller {
    private static final List<String> TARGETS = List.of("PRJ1-R-1", "PRJ1-R-2");
    private static final String WITH_FEATURES = "PRJ1-R-1";
    private static final int SHARED_NAMES = 12;
    private static final List<String> SHARED_TIERS = List.of("t0", "t1", "t2");
    private static final long LONGEST_SECONDS = 60;

    private final int number;
    private final Random random;
    private final AhaAccount account;
    private final Executor workers;
    private final Ledger ledger;
    private final AnswerChecks checks;
    private final List<Map<?, ?>> mine = new ArrayList<>();
    private volatile String latest = "none";
    private int created;
    private int failed;

    ChaosCaller(int number, long seed, AhaAccount account, Executor workers, Ledger ledger) {
        this.number = number;
        this.random = new Random(seed * 1_000 + number);
        this.account = account;
        this.workers = workers;
        this.ledger = ledger;
        this.checks = new AnswerChecks(ledger);
    }

    /** How many operations ended with an error. */
    int failed() {
        return failed;
    }

    /** The last operation that ended. */
    String latest() {
        return latest;
    }

    void run(int operations) throws InterruptedException {
        for (int i = 0; i < operations; i++) {
            long begun = System.nanoTime();
            latest = one();
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                ledger.hang(latest + " took more than " + LONGEST_SECONDS + " s");
            }
        }
    }

    private String one() throws InterruptedException {
        int choice = random.nextInt(100);
        if (mine.isEmpty() || choice < 15) {
            return create();
        }
        if (choice < 25) {
            return createSeveral();
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
        if (choice < 78) {
            return link(record, random.nextInt(3) == 0 ? "remove" : "add", false);
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

    private String create() throws InterruptedException {
        String name = nextName();
        Object made = invoke(
                "ahaCreateRecord",
                Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", name, "tier", "new")));
        created(List.of(name), made == null ? null : List.of(made));
        return "create " + name;
    }

    /** One step that creates three records: in the order given, or an error that leaves each of them open. */
    private String createSeveral() throws InterruptedException {
        List<String> names = List.of(nextName(), nextName(), nextName());
        List<Map<String, String>> fields =
                names.stream().map(name -> Map.of("name", name, "tier", "new")).toList();
        Object made = invoke("ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", fields));
        created(names, made);
        return "create " + names;
    }

    private String nextName() {
        return "caller" + number + "-" + created++;
    }

    private void created(List<String> names, Object made) {
        names.forEach(name -> ledger.name(name, made == null ? Known.MAYBE : Known.YES));
        names.forEach(name -> ledger.tier(name, Set.of("new")));
        if (made instanceof List<?> records) {
            checks.created(names, records);
            records.forEach(record -> mine.add((Map<?, ?>) record));
        }
    }

    /** Several callers upsert the same names, so nobody knows the tier; but there may be only one record. */
    private String upsertShared(String ifExists) throws InterruptedException {
        String name = "shared-" + random.nextInt(SHARED_NAMES);
        String tier = SHARED_TIERS.get(random.nextInt(SHARED_TIERS.size()));
        boolean known = ledger.name(name) == Known.YES;
        Object made = invoke(
                "ahaCreateRecord",
                Map.of(
                        "product",
                        "PRJ1",
                        "table",
                        "customers",
                        "uniqueBy",
                        "name",
                        "ifExists",
                        ifExists,
                        "fields",
                        List.of(Map.of("name", name, "tier", tier))));
        if (made != null) {
            ledger.name(name, Known.YES);
            checks.upserted(name, tier, SHARED_TIERS, ifExists, known, (List<?>) made);
        }
        return "upsert " + name + ", else " + ifExists;
    }

    private String update(Map<?, ?> record) throws InterruptedException {
        int chance = random.nextInt(1_000);
        Map<String, String> fields = Map.of("tier", "t" + chance, "region", "r" + chance);
        String name = AnswerChecks.name(record);
        ledger.mayHaveHad(name, fields.get("tier"));
        Object updated = invoke("ahaUpdateRecord", Map.of("id", record.get("id"), "fields", fields));
        Set<String> possible = new HashSet<>(Set.of(fields.get("tier")));
        if (updated == null) {
            possible.addAll(ledger.tier(name));
        } else {
            checks.updated(record, fields, (Map<?, ?>) updated);
        }
        ledger.tier(name, possible);
        return "update " + name;
    }

    /** Links to a release, or removes such a link; with its features those are targets as well. */
    private String link(Map<?, ?> record, String mode, boolean withFeatures) throws InterruptedException {
        String target = withFeatures ? WITH_FEATURES : TARGETS.get(random.nextInt(TARGETS.size()));
        String id = String.valueOf(record.get("id"));
        List<String> targets = withFeatures ? Ledger.LINKABLE.subList(0, 7) : List.of(target);
        List<String> known =
                mine.stream().map(own -> String.valueOf(own.get("id"))).toList();
        Object linked = invoke(
                "ahaLinkRecords",
                Map.of(
                        "target",
                        target,
                        "field",
                        "customers",
                        "records",
                        id,
                        "mode",
                        mode,
                        "withFeatures",
                        withFeatures));
        if (linked instanceof List<?> answers) {
            checks.linked(targets, id, mode, known, answers);
        }
        Known told = mode.equals("add") ? Known.YES : Known.NO;
        targets.forEach(one -> ledger.link(one, id, linked == null ? Known.MAYBE : told));
        return mode + " link " + targets + " " + id;
    }

    private String delete(List<Map<?, ?>> some) throws InterruptedException {
        List<String> ids =
                some.stream().map(record -> String.valueOf(record.get("id"))).toList();
        // What becomes of links to a record that is gone is Aha!'s business.
        ids.forEach(ledger::deleted);
        Object deleted = invoke("ahaDeleteRecord", Map.of("id", ids.size() == 1 ? ids.get(0) : ids));
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
        Object read = invoke("ahaGetRecord", Map.of("id", record.get("id")));
        if (read instanceof Map<?, ?> found) {
            checks.read(record, found);
        }
        return "get " + AnswerChecks.name(record);
    }

    /** Some of the shared records, and one of this caller's own; the rest of the table must not be among them. */
    private String list() throws InterruptedException {
        String own = AnswerChecks.name(mine.get(random.nextInt(mine.size())));
        List<String> names = List.of(own, "shared-" + random.nextInt(SHARED_NAMES), "shared-0");
        int limit = 1 + random.nextInt(3);
        Object listed = invoke(
                "ahaListRecords",
                Map.of("product", "PRJ1", "table", "customers", "where", Map.of("name", names), "limit", limit));
        if (listed instanceof List<?> records) {
            checks.listed(names, limit, records);
        }
        return "list " + names;
    }

    /** What the operation returned; null when it failed, which a caller may be told at any time here. */
    private Object invoke(String step, Map<String, ?> parameters) throws InterruptedException {
        try {
            return Invocation.of(step, parameters).run(new ChaosContext(account, workers));
        } catch (IOException e) {
            failed++;
            return null;
        }
    }
}
