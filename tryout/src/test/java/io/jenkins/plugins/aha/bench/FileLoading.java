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
import java.util.Map;
import java.util.concurrent.Future;

/**
 * Loads a file of records in a dry run, in a process of its own, and prints the most bytes that were in use right after
 * a full collection. Argument: number of rows.
 */
final class FileLoading {
    private FileLoading() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        Path file = Files.createTempFile("aha-bench", ".csv");
        try (Site site = new Site(URI.create("http://127.0.0.1:1"), Site.NO_LIMITS)) {
            write(file, rows);
            Future<Object> loading = new Build(site, reading(file))
                    .begin(
                            "ahaCreateRecord",
                            Map.of("product", "PRJ1", "table", "customers", "loadFrom", "a.csv", "dryRun", true));
            long peak = 0;
            while (!loading.isDone()) {
                peak = Math.max(peak, used());
            }
            Expectation.hold(loading.get().equals(rows), "Not all of " + rows + " rows were loaded");
            System.out.println(Math.max(peak, used()));
        } finally {
            Files.delete(file);
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
            out.write("name,website,tier,region,note\n");
            for (int row = 1; row <= rows; row++) {
                out.write("Customer " + row + ",www.customer" + row + ".example,gold,EMEA,\"A note,\nof two lines\"\n");
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
