package io.jenkins.plugins.aha.fuzz;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Cases from a seed: the same seed and number make the same case, whatever was tried before. */
final class SeededCases {
    private static final int LONGEST = 600;

    private SeededCases() {}

    /**
     * Tries some cases of a target.
     *
     * @return how many ended in which way
     * @throws AssertionError naming the first case that ended otherwise
     */
    static Map<FuzzCase.Ending, Long> run(FuzzTarget target, long seed, long cases) {
        Map<FuzzCase.Ending, Long> endings = new EnumMap<>(FuzzCase.Ending.class);
        for (FuzzCase.Ending ending : FuzzCase.Ending.values()) {
            endings.put(ending, 0L);
        }
        for (long number = 0; number < cases; number++) {
            try {
                endings.merge(target.run(bytes(seed, number)), 1L, Long::sum);
            } catch (Exception | Error e) {
                throw new AssertionError(target + ", seed " + seed + ", case " + number + ": " + e, e);
            }
        }
        return endings;
    }

    private static byte[] bytes(long seed, long number) {
        Random random = new Random(seed * 1_000_003 + number);
        byte[] bytes = new byte[random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return bytes;
    }
}
