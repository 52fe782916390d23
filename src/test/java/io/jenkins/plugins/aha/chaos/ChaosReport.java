package io.jenkins.plugins.aha.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one or several runs did, what went wrong on the way, and what went wrong in the end. Not thread-safe. */
final class ChaosReport {
    /** Counts requests among the faults. */
    static final String REQUESTS = "(requests)";

    private static final int LONGEST_CASE = 4_000;

    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, List<String>> defects = new LinkedHashMap<>();
    private final List<String> accounts = new ArrayList<>();
    private int operations;
    private int failed;

    void add(String account, int newOperations, int newFailed) {
        accounts.add(account);
        operations += newOperations;
        failed += newFailed;
    }

    void fault(String name, long count) {
        faults.merge(name, count, Long::sum);
    }

    void defects(String account, Map<String, List<String>> more) {
        more.forEach((kind, cases) -> {
            List<String> all = defects.computeIfAbsent(kind, first -> new ArrayList<>());
            cases.forEach(one -> all.add(account + ": " + one));
        });
    }

    /** Kind of defect → each case. */
    Map<String, List<String>> defects() {
        return defects;
    }

    /** With the single cases. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(operations + " operations, " + failed + " ended with an error\n");
        accounts.forEach(account -> table.append("  ").append(account).append('\n'));
        faults.forEach((fault, count) -> table.append(String.format("  %-40s %7d%n", fault, count)));
        defects.forEach((defect, cases) -> {
            table.append(String.format("  %-40s %7d%n", defect.toUpperCase(Locale.ROOT), cases.size()));
            cases.stream()
                    .limit(20)
                    .map(one -> one.substring(0, Math.min(LONGEST_CASE, one.length())))
                    .forEach(one -> table.append("      ").append(one).append('\n'));
        });
        return table.toString();
    }

    /** A table of docs/reliability.md. */
    String markdown(long seed) {
        long requests = faults.getOrDefault(REQUESTS, 0L);
        long kinds = faults.keySet().stream()
                .filter(fault -> !fault.equals(REQUESTS))
                .count();
        long all = faults.values().stream().mapToLong(Long::longValue).sum() - requests;
        StringBuilder page = new StringBuilder(String.format(
                "`make chaos SEED=%d`: %d operations on %d drawn accounts, %d requests, %d faults of %d kinds; %d operations"
                        + " ended with an error%n%n| | count |%n|---|---:|%n",
                seed, operations, accounts.size(), requests, all, kinds, failed));
        defects.forEach((defect, cases) -> page.append(String.format("| %s | %d |%n", defect, cases.size())));
        return page.toString();
    }
}
