package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestIndexTest {
    private final DigestIndex digests = new DigestIndex();

    @Test
    void whatWasPutIsFoundWhereItStandsNow() {
        Random random = new Random(1);
        Map<String, Set<String>> model = new TreeMap<>();
        for (int change = 0; change < 3_000; change++) {
            String id = String.valueOf(6_776_757_454_428_589_000L + random.nextInt(200));
            Set<String> places = new TreeSet<>();
            for (int place = random.nextInt(4); place > 0; place--) {
                places.add("place " + random.nextInt(50));
            }
            assertTrue(digests.put(id, places));
            model.put(id, places);
            assertEquals(model.size(), digests.records());
            assertTrue(digests.contains(id));
            if (change % 100 == 0) {
                digests.trim();
            }
            String wanted = "place " + random.nextInt(50);
            String other = "place " + random.nextInt(50);
            List<String> expected = model.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(wanted)
                            || entry.getValue().contains(other))
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> found = new ArrayList<>(digests.at(new TreeSet<>(List.of(wanted, other))));
            found.sort(null);
            assertEquals(expected, found);
            assertEquals(model.values().stream().anyMatch(one -> !one.isEmpty()), digests.hasKeys());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "-1", "+1", "01", "1.0", "٣", "9223372036854775808", " 1"})
    void anIdThatIsNoNumberHasNoIndex(String id) {
        assertFalse(digests.add(id, Set.of("place")));
        assertFalse(digests.contains(id));
        assertEquals(0, digests.records());
    }

    @Test
    void thereIsRoomForSoMany() {
        for (int record = 0; record < DigestIndex.MOST_RECORDS; record++) {
            assertTrue(digests.add(String.valueOf(record), Set.of()));
        }
        assertFalse(digests.add("200000", Set.of()));
        assertEquals(DigestIndex.MOST_RECORDS, digests.records());
        assertFalse(digests.hasKeys());
    }

    @Test
    void whereThereIsNoRoomForMoreWhatIsThereCanChange() {
        for (int record = 0; record < DigestIndex.MOST_RECORDS; record++) {
            assertTrue(digests.add(String.valueOf(record), Set.of("old")));
        }
        for (int record = 0; record < 3; record++) {
            assertTrue(digests.put(String.valueOf(record), Set.of("new")));
        }
        assertEquals(DigestIndex.MOST_RECORDS, digests.records());
        assertEquals(Set.of("0", "1", "2"), Set.copyOf(digests.at(Set.of("new"))));
        assertFalse(digests.put("200000", Set.of("new")));
    }

    @Test
    void whatIsGoneTakesNoRoomOfDigests() {
        int records = 100;
        List<String> many = IntStream.range(0, DigestIndex.MOST_DIGESTS / records)
                .mapToObj(String::valueOf)
                .toList();
        for (int record = 0; record < records; record++) {
            assertTrue(digests.add(String.valueOf(record), many));
        }
        assertTrue(digests.put("7", many));
        assertFalse(digests.put("100", Set.of("one more")));
        assertEquals(records, digests.records());
    }
}
