package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Loads a file of records in a process of its own, and prints the most bytes that were in use right after a full
 * collection. Arguments: URL, mode, number of rows.
 */
final class FileLoading {
    /** What is loaded. */
    enum Mode {
        /** Records that exist, found by their names. */
        BY_KEY,
        /** New records, in a dry run. */
        DRY_RUN
    }

    /** The records that a simulated table has before it is filled. */
    static final int OTHERS = 12;

    private static final List<String> TIERS = List.of("gold", "silver", "bronze");

    private FileLoading() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[2]);
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "loadFrom", "a.csv"));
        if (Mode.valueOf(arguments[1]) == Mode.BY_KEY) {
            parameters.put("uniqueBy", "name");
        } else {
            parameters.put("dryRun", true);
        }
        Path file = Files.createTempFile("aha-bench", ".csv");
        try (Site site = new Site(URI.create(arguments[0]), Site.NO_LIMITS)) {
            write(file, rows);
            Future<Object> loading = new Build(site, reading(file)).begin("ahaCreateRecord", parameters);
            long peak = 0;
            while (!isDone(loading)) {
                peak = Math.max(peak, used());
            }
            Expectation.hold(loading.get().equals(rows), "Not all of " + rows + " rows were loaded");
            System.out.println(Math.max(peak, used()));
        } finally {
            Files.delete(file);
        }
    }

    /** Collecting all the time would leave no time for loading. */
    private static boolean isDone(Future<Object> loading) throws Exception {
        try {
            loading.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    /** As the collection left it: what the loading thread allocates since then is no part of it. */
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("name,website,tier,region\n");
            for (int number = OTHERS + 1; number <= OTHERS + rows; number++) {
                String tier = TIERS.get(number % TIERS.size());
                out.write("Customer " + number + ",www.customer" + number + ".example,\"" + tier + "\",EMEA\n");
            }
        }
    }

    private static Workspace reading(Path file) {
        return new Workspace() {
            @Override
            public void write(String path, Content content) throws IOException {
                throw new IOException("Nothing is written here");
            }

            @Override
            public InputStream read(String path) throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
