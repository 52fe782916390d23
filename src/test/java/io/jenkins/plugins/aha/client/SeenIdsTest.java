package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private final SeenIds seen = new SeenIds();

    @Test
    void anIdIsNewOnce() {
        List<String> ids = List.of(
                "1",
                "6776757454428589549",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551615",
                "99999999999999999999",
                "0",
                "00",
                "01",
                "",
                "-1",
                "1a",
                "１");
        for (String id : ids) {
            assertFalse(seen.contains(id), id);
            assertTrue(seen.add(id), id);
        }
        for (String id : ids) {
            assertTrue(seen.contains(id), id);
            assertFalse(seen.add(id), id);
        }
    }

    @Test
    void manyIdsInARowAndAcrossAreKeptApart() {
        Random random = new Random(1);
        Set<String> expected = new HashSet<>();
        for (int number = 1; number <= 100_000; number++) {
            String inARow = String.valueOf(6776757454428589549L + number);
            String across = String.valueOf(random.nextLong(1, 60_000));
            assertEquals(expected.add(inARow), seen.add(inARow));
            assertEquals(expected.add(across), seen.add(across));
        }
        expected.forEach(id -> assertTrue(seen.contains(id)));
        assertFalse(seen.contains("6776757454428589549"));
        assertFalse(seen.contains("60001"));
    }
}
