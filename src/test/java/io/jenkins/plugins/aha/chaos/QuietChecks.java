package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.chaos.Ledger.Known;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold when no fault happens any more, replicas have caught up and nothing else is written. */
final class QuietChecks {
    private static final int ROWS = 8;

    private static final Duration LAG = Duration.ofSeconds(5);

    private final AhaSimulator aha;
    private final FastTime time;
    private final ChaosSteps steps;
    private final Ledger ledger;
    private final AnswerChecks checks;

    QuietChecks(AhaSimulator aha, FastTime time, ChaosSteps steps, Ledger ledger) {
        this.aha = aha;
        this.time = time;
        this.steps = steps;
        this.ledger = ledger;
        this.checks = new AnswerChecks(ledger);
    }

    void run(DrawnValues values) throws InterruptedException {
        time.sleep(LAG);
        listEverything();
        keepShared();
        List<Map<?, ?>> records = upsertTwice(values);
        if (records.size() == ROWS) {
            linkBesideADeletedRecord(id(records.get(0)), id(records.get(1)));
        }
    }

    private static String id(Map<?, ?> record) {
        return record.get("id").toString();
    }

    private List<?> succeeded(Object answer) {
        if (answer == null) {
            ledger.defect(
                    "failures without a fault",
                    steps.failures().get(steps.failures().size() - 1));
            return List.of();
        }
        return (List<?>) answer;
    }

    private void listEverything() throws InterruptedException {
        Set<String> ids = aha.state().records("PRJ1", "customers").stream()
                .map(StoredRecord::id)
                .collect(Collectors.toSet());
        Object listed = steps.listAll();
        succeeded(listed);
        if (listed != null) {
            checks.listedInTheEnd(ids, (List<?>) listed);
        }
    }

    /** Records that surely exist are found by their key. */
    private void keepShared() throws InterruptedException {
        String tier = SharedNames.TIERS.get(0);
        for (String name : SharedNames.ALL) {
            if (ledger.name(name) == Known.YES) {
                List<?> kept = succeeded(steps.upsert(Map.of("name", name, "tier", tier), "keep"));
                if (!kept.isEmpty()) {
                    checks.upserted(name, tier, "keep", true, kept);
                }
            }
        }
    }

    /** The second of two equal upserts writes nothing. */
    private List<Map<?, ?>> upsertTwice(DrawnValues values) throws InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int number = 0; number < ROWS; number++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", values.shortText("quiet-" + number));
            row.put("tier", values.text("tier"));
            row.putAll(values.some());
            row.remove("plan", DrawnValues.NO_OPTION);
            rows.add(row);
        }
        List<?> first = succeeded(steps.upsert(rows, "update"));
        if (first.isEmpty()) {
            return List.of();
        }
        checks.created(rows, first);
        aha.clearRequests();
        List<?> second = succeeded(steps.upsert(rows, "update"));
        aha.requests().stream()
                .filter(seen -> !seen.method().equals("GET"))
                .forEach(seen ->
                        ledger.defect("needless writes", seen.method() + " " + seen.rawPath() + " " + seen.body()));
        List<Map<?, ?>> records = new ArrayList<>();
        second.forEach(record -> records.add((Map<?, ?>) record));
        return records;
    }

    private void linkBesideADeletedRecord(String gone, String id) throws InterruptedException {
        succeeded(steps.link("PRJ1-R-1", gone, "add", true));
        succeeded(steps.delete(gone));
        for (String mode : List.of("add", "remove", "add")) {
            List<?> linked = succeeded(steps.link("PRJ1-R-1", id, mode, true));
            if (!linked.isEmpty()) {
                Ledger.LINKABLE
                        .subList(0, 7)
                        .forEach(target -> ledger.link(target, id, mode.equals("add") ? Known.YES : Known.NO));
            }
        }
    }
}
