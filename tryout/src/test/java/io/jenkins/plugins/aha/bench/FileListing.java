package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Saves the table {@code customers} to a file, in a process of its own, and prints numbers. Arguments: URL, mode,
 * number of records, file.
 */
final class FileListing {
    /** What is measured. */
    enum Mode {
        /**
         * The most bytes that are in use right after a full collection, looked at {@link #LOOKS} times evenly spread
         * over the listing: what the listing really holds. Without the collections the number would tell when the
         * collector chose to run, which depends on the size of the heap and not on the plugin.
         */
        HEAP,
        /** Seconds, as a {@link WarmProcess}. */
        SPEED
    }

    private static final int LOOKS = 40;
    /** An ordinary record takes about so much; only decides how often is looked. */
    private static final int BYTES_OF_RECORD = 600;

    private FileListing() {}

    public static void main(String[] arguments) throws Exception {
        URI url = URI.create(arguments[0]);
        Mode mode = Mode.valueOf(arguments[1]);
        long bytes = Long.parseLong(arguments[2]) * BYTES_OF_RECORD;
        Path file = Path.of(arguments[3]);
        // One for all listings, as on a controller; to make one means to read Java's certificates.
        try (Site site = new Site(url, Site.NO_LIMITS)) {
            if (mode == Mode.HEAP) {
                Observed observed = new Observed(bytes / LOOKS);
                save(site, file, observed);
                System.out.println(observed.peak);
            } else {
                WarmProcess.serve(() -> save(site, file, new Observed(Long.MAX_VALUE)));
            }
        }
    }

    private static Object save(Site site, Path file, Observed observed) throws Exception {
        Workspace workspace = (path, content) -> {
            try (OutputStream out = observed.over(new BufferedOutputStream(Files.newOutputStream(file)))) {
                content.writeTo(out);
            }
        };
        return new Build(site, workspace)
                .begin("ahaListRecords", Map.of("product", "PRJ1", "table", "customers", "saveTo", "customers.jsonl"))
                .get();
    }

    /** Looks at the heap each time so many bytes are written. */
    private static final class Observed {
        private final long every;
        private long written;
        private long next;
        private long peak;

        Observed(long every) {
            this.every = every;
            this.next = every;
        }

        OutputStream over(OutputStream out) {
            return new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    out.write(bytes, from, count);
                    written += count;
                    if (written >= next) {
                        next = written + every;
                        look();
                    }
                }
            };
        }

        private void look() {
            System.gc();
            peak = Math.max(
                    peak,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
