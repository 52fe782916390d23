package io.jenkins.plugins.aha.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the harness works. No time is looked at. */
class BenchTest {
    @Test
    void everyScenarioRunsAndCountsItsRequests() throws Exception {
        List<Figure> figures = Bench.measure(
                Bench.scenarios(), Sizes.SMOKE, Duration.ofMillis(5), new PrintStream(OutputStream.nullOutputStream()));
        List<String> requests = figures.stream()
                .filter(figure -> figure.toReach().contains("request"))
                .filter(figure -> !figure.scenario().contains("builds upsert"))
                .map(figure -> figure.toReach() + ": " + figure.measured())
                .toList();
        assertEquals(
                List.of(
                        "at most 2 requests, none refused: 2 requests, 0 refused",
                        "at most 3 requests, none refused: 2 requests, 0 refused",
                        "at most 8 requests, none refused: 7 requests, 0 refused",
                        "at most 8 requests, none refused: 7 requests, 0 refused",
                        "at most 4 requests, none refused: 3 requests, 0 refused",
                        "at most 4 requests, none refused: 4 requests, 0 refused",
                        "at most 14 requests, none refused: 14 requests, 0 refused",
                        "at most 7 requests, none refused: 7 requests, 0 refused"),
                requests);
        assertEquals(35, figures.size());
        for (String line : new ResultTable(figures).toString().lines().toList()) {
            assertTrue(line.matches("(\\| [^|]+ ){4}\\|"), line);
        }
    }

    @Test
    void theTableIsAlignedAndSaysWhatIsMissed() {
        List<Figure> figures = List.of(
                Figure.atMost("list", 1.15, "the ideal", 1.149, "2 s to 1 s"),
                Figure.atLeast("list", 2, "faster", 1.994, "3 s to 2 s"),
                Figure.requests("upsert", 51, new Tally(50, 1)),
                Figure.information("read", "7 µs"));
        assertEquals(
                """
                | scenario | to reach                          | measured               | verdict |
                | -------- | --------------------------------- | ---------------------- | ------- |
                | list     | at most 1.15 × the ideal          | 1.15 × (2 s to 1 s)    | reached |
                | list     | at least 2.00 × faster            | 1.99 × (3 s to 2 s)    | MISSED  |
                | upsert   | at most 51 requests, none refused | 50 requests, 1 refused | MISSED  |
                | read     |                                   | 7 µs                   | –       |
                """,
                new ResultTable(figures).toString());
        assertFalse(figures.get(1).reached());
    }

    @Test
    void onlyTheFiguresOfThePageAreReplaced(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(page, "# Before\n" + PerformancePage.BEGIN + "\nold\n" + PerformancePage.END + "\nAfter\n");
        new PerformancePage(page).replaceFigures("new\n");
        new PerformancePage(page).replaceFigures("newer\n");
        assertEquals(
                "# Before\n" + PerformancePage.BEGIN + "\n\nnewer\n\n" + PerformancePage.END + "\nAfter\n",
                Files.readString(page));
        Files.writeString(page, PerformancePage.END + PerformancePage.BEGIN);
        assertThrows(IOException.class, () -> new PerformancePage(page).replaceFigures("new"));
    }

    @Test
    void theRestOfASlowRivalIsComputed() {
        assertEquals(Duration.ofSeconds(6), Rivals.extrapolate(Duration.ofSeconds(1), 10, 60));
        assertEquals(
                Duration.ofMillis(63_400),
                Rivals.extrapolate(Duration.ofSeconds(1), 10, 334),
                "what the first minute does not allow comes in the second");
        assertEquals(Duration.ofMillis(334_000), Rivals.extrapolate(Duration.ofSeconds(10), 10, 334));
    }
}
