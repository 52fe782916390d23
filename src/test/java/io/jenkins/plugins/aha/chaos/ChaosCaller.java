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
    private static final int SHARED_NAMES = 12;
    private static final long LONGEST_SECONDS = 60;

    private final int number;
    private final Random random;
    private final AhaAccount account;
    private final Executor workers;
    private final Ledger ledger;
    private final List<Map<?, ?>> mine = new ArrayList<>();
    private final Set<String> linkedTo = new HashSet<>();
    private int created;
    private int failed;

    ChaosCaller(int number, long seed, AhaAccount account, Executor workers, Ledger ledger) {
        this.number = number;
        this.random = new Random(seed * 1_000 + number);
        this.account = account;
        this.workers = workers;
        this.ledger = ledger;
    }

    /** How many operations ended with an error. */
    int failed() {
        return failed;
    }

    void run(int operations) throws InterruptedException {
        for (int i = 0; i < operations; i++) {
            long begun = System.nanoTime();
            String what = one();
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                ledger.hang(what);
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
        if (choice < 40) {
            return upsertShared();
        }
        Map<?, ?> record = mine.get(random.nextInt(mine.size()));
        if (choice < 60) {
            return update(record);
        }
        if (choice < 80) {
            return link(record, random.nextInt(3) == 0 ? "remove" : "add");
        }
        if (choice < 84) {
            return delete(record);
        }
        return choice < 88 ? deleteSeveral() : get(record);
    }

    private String create() throws InterruptedException {
        String name = "caller" + number + "-" + created++;
        Object made = invoke(
                "ahaCreateRecord",
                Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", name, "tier", "new")));
        ledger.name(name, made == null ? Known.MAYBE : Known.YES);
        if (made instanceof Map<?, ?> record) {
            ledger.tier(name, Set.of("new"));
            mine.add(record);
            if (!name.equals(name(record))) {
                ledger.wrongAnswer("create " + name + " returned " + record);
            }
        }
        return "create " + name;
    }

    /** One step that creates three records: in the order given, or an error that leaves each of them open. */
    private String createSeveral() throws InterruptedException {
        List<String> names = new ArrayList<>();
        List<Map<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "caller" + number + "-" + created++;
            names.add(name);
            fields.add(Map.of("name", name, "tier", "new"));
        }
        Object made = invoke("ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", fields));
        names.forEach(name -> ledger.name(name, made == null ? Known.MAYBE : Known.YES));
        if (made instanceof List<?> records) {
            List<String> returned =
                    records.stream().map(record -> name((Map<?, ?>) record)).toList();
            if (!returned.equals(names)) {
                ledger.wrongAnswer("create " + names + " returned " + returned);
            }
            records.forEach(record -> mine.add((Map<?, ?>) record));
            names.forEach(name -> ledger.tier(name, Set.of("new")));
        }
        return "create " + names;
    }

    /** Several callers upsert the same names, so nobody knows the tier; but there may be only one record. */
    private String upsertShared() throws InterruptedException {
        String name = "shared-" + random.nextInt(SHARED_NAMES);
        Object made = invoke(
                "ahaCreateRecord",
                Map.of(
                        "product",
                        "PRJ1",
                        "table",
                        "customers",
                        "uniqueBy",
                        "name",
                        "fields",
                        List.of(Map.of("name", name, "tier", "t" + random.nextInt(3)))));
        if (made != null) {
            ledger.name(name, Known.YES);
        }
        return "upsert " + name;
    }

    private String update(Map<?, ?> record) throws InterruptedException {
        String tier = "t" + random.nextInt(1_000);
        String name = name(record);
        Object updated = invoke("ahaUpdateRecord", Map.of("id", record.get("id"), "fields", Map.of("tier", tier)));
        Set<String> possible = new HashSet<>(Set.of(tier));
        if (updated == null) {
            possible.addAll(ledger.tier(name));
        }
        ledger.tier(name, possible);
        return "update " + name;
    }

    private String link(Map<?, ?> record, String mode) throws InterruptedException {
        String target = TARGETS.get(random.nextInt(TARGETS.size()));
        String id = String.valueOf(record.get("id"));
        Object linked =
                invoke("ahaLinkRecords", Map.of("target", target, "field", "customers", "records", id, "mode", mode));
        Known told = mode.equals("add") ? Known.YES : Known.NO;
        ledger.link(target, id, linked == null ? Known.MAYBE : told);
        linkedTo.add(target + " " + id);
        return mode + " link " + target + " " + id;
    }

    private String delete(Map<?, ?> record) throws InterruptedException {
        Object deleted = invoke("ahaDeleteRecord", Map.of("id", record.get("id")));
        deleted(record, deleted);
        return "delete " + name(record);
    }

    private String deleteSeveral() throws InterruptedException {
        List<Map<?, ?>> some = List.copyOf(mine.subList(0, Math.min(2, mine.size())));
        Object deleted = invoke(
                "ahaDeleteRecord",
                Map.of("id", some.stream().map(record -> record.get("id")).toList()));
        some.forEach(record -> deleted(record, deleted));
        return "delete " + some.stream().map(ChaosCaller::name).toList();
    }

    private void deleted(Map<?, ?> record, Object outcome) {
        ledger.name(name(record), outcome == null ? Known.MAYBE : Known.NO);
        mine.remove(record);
        // What becomes of links to a record that is gone is Aha!'s business.
        TARGETS.forEach(target -> ledger.link(target, String.valueOf(record.get("id")), Known.MAYBE));
    }

    private String get(Map<?, ?> record) throws InterruptedException {
        Object read = invoke("ahaGetRecord", Map.of("id", record.get("id")));
        if (read instanceof Map<?, ?> found && !name(found).equals(name(record))) {
            ledger.wrongAnswer("get " + name(record) + " returned " + found);
        }
        return "get " + name(record);
    }

    private static String name(Map<?, ?> record) {
        return String.valueOf(((Map<?, ?>) record.get("fields")).get("name"));
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
