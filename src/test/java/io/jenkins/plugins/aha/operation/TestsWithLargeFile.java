package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;

/** Loads a file that has more rows than one part, with {@code uniqueBy}. */
abstract class TestsWithLargeFile {
    /** Of which the first 500 are a part. */
    static final int ROWS = 1_100;

    @AutoClose
    final DemoAha aha = new DemoAha();

    RecordedBuild build = aha.build();

    /** Creates the records of all rows, so that the table has several pages. */
    final void fillTable() {
        for (int row = 0; row < ROWS; row++) {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N" + row, "tier", "gold"));
        }
    }

    static String rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(row -> "N" + row + ",gold\n").collect(Collectors.joining());
    }

    final Object load(String rows, Map<String, ?> more) throws Exception {
        return loadCsv("name,tier\n" + rows, more);
    }

    /** @param more parameters, beside the usual ones or in their place */
    final Object loadCsv(String csv, Map<String, ?> more) throws Exception {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "loadFrom", "a.csv", "uniqueBy", "name"));
        parameters.putAll(more);
        return build.holding("a.csv", csv).run("ahaCreateRecord", parameters);
    }

    /** What happens between two parts. */
    interface Between {
        void run() throws Exception;
    }

    /** Does something when the first part has been written. */
    final void afterTheFirstPart(Between work) {
        Journal kept = Journal.inMemory();
        build.with(new Journal() {
            private boolean done;

            @Override
            public Optional<String> read(String key) {
                return kept.read(key);
            }

            @Override
            public void write(String key, String value) throws IOException {
                kept.write(key, value);
            }

            @Override
            public void replaceAll(Map<String, String> notes) throws IOException {
                kept.replaceAll(notes);
                if (!done) {
                    done = true;
                    try {
                        work.run();
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                }
            }
        });
    }

    final List<StoredRecord> named(String name) {
        return aha.customers().stream()
                .filter(record -> name.equals(record.text("name")))
                .toList();
    }

    final List<String> tiers(String name) {
        return named(name).stream().map(record -> record.text("tier")).toList();
    }
}
