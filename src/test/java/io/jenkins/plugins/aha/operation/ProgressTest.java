package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a long operation says while it works. */
class ProgressTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new ArrayList<>();
    private final Progress progress = new Progress(lines::add, time, new Limits(20, 300));

    private void advance(int items, Duration each, long of) throws InterruptedException {
        for (int item = 0; item < items; item++) {
            time.sleep(each);
            progress.advance(of);
        }
    }

    @Test
    void aLineIsLoggedEveryTenSeconds() throws Exception {
        assertEquals("working for Aha!", progress.status());
        progress.begin(Progress.Part.WRITING, 20);
        assertEquals("written 0 of 20", progress.status());
        advance(20, Duration.ofSeconds(4), 20);
        assertEquals(
                List.of(
                        "Aha!: written 3 of 20, about 68 s more",
                        "Aha!: written 6 of 20, about 56 s more",
                        "Aha!: written 9 of 20, about 44 s more",
                        "Aha!: written 12 of 20, about 32 s more",
                        "Aha!: written 15 of 20, about 20 s more",
                        "Aha!: written 18 of 20, about 8 s more"),
                lines);
        assertEquals("written 20", progress.status());
    }

    @Test
    void whatIsDoneInTenSecondsLogsNothing() throws Exception {
        progress.begin(Progress.Part.READING, 0);
        advance(99, Duration.ofMillis(100), 99);
        assertEquals(List.of(), lines);
    }

    @Test
    void theEstimateHasTheWaitsForLimits() throws Exception {
        progress.begin(Progress.Part.WRITING, 5_000);
        // The first 270 go at once, and then each minute takes as many: a tenth is kept for other builds.
        advance(270, Duration.ofMillis(50), 5_000);
        assertEquals("written 270 of 5,000, about 18 min more", progress.status());
        assertEquals(List.of("Aha!: written 200 of 5,000, about 18 min more"), lines);
    }

    @Test
    void whatIsWrittenInPartsIsSomeOfAll() throws Exception {
        progress.writingSomeOf(100, 40);
        progress.begin(Progress.Part.WRITING, 20);
        assertEquals("written 40 of 100", progress.status());
        advance(20, Duration.ofSeconds(1), 20);
        progress.writingSomeOf(100, 60);
        progress.begin(Progress.Part.READING, 0);
        advance(1, Duration.ofSeconds(10), -1);
        progress.begin(Progress.Part.WRITING, 20);
        advance(10, Duration.ofSeconds(1), 20);
        assertEquals(
                List.of(
                        "Aha!: written 50 of 100, about 50 s more",
                        "Aha!: written 60 of 100, about 40 s more",
                        "Aha!: read 1 records",
                        "Aha!: written 70 of 100, about 30 s more"),
                lines);
    }

    @Test
    void aPageIsOneRequest() throws Exception {
        progress.begin(Progress.Part.READING, 0);
        advance(12_400, Duration.ofMillis(1), 40_000);
        assertEquals(List.of("Aha!: read 10,000 of 40,000 records, about 30 s more"), lines);
    }

    @Test
    void withoutTotalThereIsNoEstimate() throws Exception {
        progress.begin(Progress.Part.READING, 0);
        advance(11, Duration.ofSeconds(1), -1);
        assertEquals(List.of("Aha!: read 10 records"), lines);
    }

    /** A thousand customers, and six seconds for each request. */
    private static DemoAha slowAccount() throws Exception {
        DemoAha aha = new DemoAha();
        DemoWorld.fill(aha.simulator(), 1_000);
        aha.restartController(transport -> request -> {
            aha.time().sleep(Duration.ofSeconds(6));
            return transport.send(request);
        });
        return aha;
    }

    @Test
    void operationsLogWhatTheyHaveReadAndWritten() throws Exception {
        try (DemoAha aha = slowAccount()) {
            RecordedBuild build = aha.build().helpedBy(neverReadAhead -> {});
            build.run("ahaListRecords", Map.of("product", "PRJ1", "table", "customers"));
            assertEquals(
                    "Aha!: read 201 of 1,000 records, about 48 s more",
                    build.lines().get(0));
            build = aha.build().helpedBy(Runnable::run);
            List<Map<String, Object>> rows = IntStream.range(0, 4)
                    .mapToObj(row -> Map.<String, Object>of("name", "New " + row))
                    .toList();
            build.run("ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", rows));
            assertEquals(
                    List.of("Aha!: written 2 of 4, about 12 s more", "Aha!: written 4"),
                    build.lines().stream()
                            .filter(line -> line.contains("written"))
                            .toList());
        }
    }

    @Test
    void theRowsOfAFileAreCountedOverItsParts() throws Exception {
        try (DemoAha aha = slowAccount()) {
            StringBuilder file = new StringBuilder("name\n");
            IntStream.range(0, 502)
                    .forEach(row -> file.append("New ").append(row).append('\n'));
            RecordedBuild build = aha.build().helpedBy(Runnable::run).holding("new.csv", file.toString());
            build.run("ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "loadFrom", "new.csv"));
            List<String> written = build.lines().stream()
                    .filter(line -> line.contains("written"))
                    .toList();
            assertEquals("Aha!: written 2 of 502, about 50 min more", written.get(0));
            assertEquals("Aha!: written 502", written.get(written.size() - 1));
        }
    }

    @Test
    void aSearchForWaitingRecordsLogsHowFarItIs() throws Exception {
        try (DemoAha aha = slowAccount()) {
            RecordedBuild build = aha.build().helpedBy(neverReadAhead -> {});
            build.run(
                    "ahaLinkRecords",
                    Map.of(
                            "target",
                            "PRJ1-R-1",
                            "field",
                            "customers",
                            "product",
                            "PRJ1",
                            "table",
                            "customers",
                            "waitingField",
                            "name"));
            assertEquals(
                    "Aha!: read 201 of 1,000 records, about 48 s more",
                    build.lines().get(0));
        }
    }

    @Test
    void aSearchLogsHowFarItHasReadTheTable() throws Exception {
        try (DemoAha aha = slowAccount()) {
            RecordedBuild build = aha.build().helpedBy(neverReadAhead -> {});
            build.run(
                    "ahaGetRecord",
                    Map.of("product", "PRJ1", "table", "customers", "where", Map.of("name", "Customer 500")));
            assertEquals(
                    "Aha!: read 201 of 1,000 records, about 48 s more",
                    build.lines().get(0));
        }
    }
}
