package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs Jenkinsfiles and looks at what they print. */
abstract class DialectTest {
    @TempDir
    Path folder;

    TriedOut tryOut;

    @BeforeEach
    void start() throws Exception {
        tryOut = new TriedOut(folder);
    }

    @AfterEach
    void stop() {
        tryOut.close();
    }

    final void assertRuns(int exitCode, String jenkinsfile) throws Exception {
        assertEquals(exitCode, tryOut.run(jenkinsfile), tryOut::console);
    }

    /** Asserts that these lines are printed in this order, perhaps with others between them. */
    final void assertLines(String... lines) {
        List<String> printed = tryOut.console().lines().toList();
        int from = 0;
        for (String line : lines) {
            int found = printed.subList(from, printed.size()).indexOf(line);
            assertTrue(found >= 0, () -> "'" + line + "' is not printed, or too early, in:\n" + tryOut.console());
            from += found + 1;
        }
    }

    /** Returns how many requests of all runs could change something. */
    final long writes() {
        return tryOut.aha().requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    final void assertSilent(String text) {
        assertFalse(tryOut.console().contains(text), tryOut::console);
    }
}
