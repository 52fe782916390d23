package io.jenkins.plugins.aha.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids above 2^53, as Aha! gives them, for things that have no record of their own: always the same for a name. */
final class StableId {
    private static final long LOWEST = 6_000_000_000_000_000_000L;
    private static final long RANGE = 900_000_000_000_000_000L;

    private StableId() {}

    static String of(String... name) {
        byte[] bytes = String.join("\n", name).getBytes(StandardCharsets.UTF_8);
        long drawn = UUID.nameUUIDFromBytes(bytes).getMostSignificantBits();
        return Long.toString(LOWEST + Math.floorMod(drawn, RANGE));
    }
}
