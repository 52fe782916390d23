package io.jenkins.plugins.aha.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some hundred cases of each target; {@link FuzzRun} tries a million, and looks for cases that lead deeper. */
@Timeout(120)
class FuzzTest {
    private static final long SEED = Long.getLong("aha.fuzz.seed", 20_261_124);
    private static final int CASES = Integer.getInteger("aha.fuzz.cases", 500);

    @ParameterizedTest
    @EnumSource
    void everyCaseEndsInAValueOrATypedError(FuzzTarget target) {
        Map<FuzzCase.Ending, Long> endings = SeededCases.run(target, SEED, CASES);
        // A target whose cases all end alike would not reach what is behind the other end.
        assertTrue(target.hasOneEnding() || !endings.containsValue(0L), target + " ended in " + endings);
    }
}
