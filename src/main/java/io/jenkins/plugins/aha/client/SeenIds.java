package io.jenkins.plugins.aha.client;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The ids that a listing has met. Ids are numbers of up to 64 bits, so they take little more than eight bytes each here,
 * where a set of texts takes over a hundred: a listing of any length needs hardly more memory than a short one. For one
 * thread.
 */
final class SeenIds {
    private static final int PART_BITS = 10;
    private static final int STEP = 16;
    private static final long[] EMPTY = {};
    private static final String LARGEST = String.valueOf(Long.MAX_VALUE);

    /** Many short sorted lists instead of a long one: to put a number in moves few others. */
    private final long[][] parts = new long[1 << PART_BITS][];

    private final int[] sizes = new int[parts.length];
    /** Ids that are no such number, which Aha! never sent yet. */
    private final Set<String> others = new HashSet<>();

    SeenIds() {
        Arrays.fill(parts, EMPTY);
    }

    /** Adds an id; tells whether it is new. */
    boolean add(String id) {
        if (!isPlain(id)) {
            return others.add(id);
        }
        long number = mixed(Long.parseLong(id));
        int place = place(number);
        if (place < 0) {
            insert(number, -place - 1);
        }
        return place < 0;
    }

    boolean contains(String id) {
        return isPlain(id) ? place(mixed(Long.parseLong(id))) >= 0 : others.contains(id);
    }

    /** Whether an id is the usual text of a number above zero, so that different texts are different numbers. */
    private static boolean isPlain(String id) {
        boolean plain = !id.isEmpty()
                && id.charAt(0) != '0'
                && (id.length() < LARGEST.length() || id.length() == LARGEST.length() && id.compareTo(LARGEST) <= 0);
        for (int i = 0; plain && i < id.length(); i++) {
            plain = id.charAt(i) >= '0' && id.charAt(i) <= '9';
        }
        return plain;
    }

    /** Where a number is in its part; below zero when it is not, as {@link Arrays#binarySearch(long[], long)} has it. */
    private int place(long number) {
        int part = part(number);
        return Arrays.binarySearch(parts[part], 0, sizes[part], number);
    }

    private void insert(long number, int place) {
        int part = part(number);
        int size = sizes[part]++;
        if (size == parts[part].length) {
            parts[part] = Arrays.copyOf(parts[part], size + Math.max(STEP, size / STEP));
        }
        System.arraycopy(parts[part], place, parts[part], place + 1, size - place);
        parts[part][place] = number;
    }

    private static int part(long number) {
        return (int) (number >>> Long.SIZE - PART_BITS);
    }

    /** Numbers given in order must spread evenly, and different ones stay different (the finish of SplittableRandom). */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
