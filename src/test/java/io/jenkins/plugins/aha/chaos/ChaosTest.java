package io.jenkins.plugins.aha.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing lost, nothing twice, whatever happens on the way. */
class ChaosTest {
    @Test
    void aShortRunOfEveryFaultLosesAndDoublesNothing() throws Exception {
        check(new ChaosRun(20_261_122, 8, 12));
    }

    /** {@code make chaos}: seed and size come from system properties. */
    @Test
    @Tag("chaos")
    void aLongRunOfEveryFaultLosesAndDoublesNothing() throws Exception {
        check(new ChaosRun(
                Long.getLong("aha.chaos.seed", System.currentTimeMillis()),
                Integer.getInteger("aha.chaos.callers", 16),
                Integer.getInteger("aha.chaos.operations", 150)));
    }

    private static void check(ChaosRun run) throws Exception {
        run.run();
        System.out.println(run.table());
        String page = System.getProperty("aha.chaos.table");
        if (page != null) {
            Files.writeString(Path.of(page), run.markdown());
        }
        assertTrue(run.defects().values().stream().allMatch(List::isEmpty), run::table);
    }
}
