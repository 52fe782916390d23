package io.jenkins.plugins.aha.client;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The ids that a listing has met. Ids are numbers of up to 64 bits, so they take about twelve bytes each here, where a set
 * of texts takes over a hundred: a listing of any length needs hardly more memory than a short one. For one thread.
 */
final class SeenIds {
    private static final int PARTS = 256;
    private static final int FIRST_SIZE = 8;
    private static final String LARGEST = String.valueOf(Long.MAX_VALUE);

    /** Many small tables instead of a large one: growing copies little at a time. Zero is a free place. */
    private final long[][] parts = new long[PARTS][];

    private final int[] sizes = new int[PARTS];
    /** Ids that are no such number, which Aha! never sent yet. */
    private final Set<String> others = new HashSet<>();

    /** Adds an id; tells whether it is new. */
    boolean add(String id) {
        if (!isPlain(id)) {
            return others.add(id);
        }
        long number = Long.parseLong(id);
        int part = part(number);
        if (parts[part] == null) {
            parts[part] = new long[FIRST_SIZE];
        }
        int place = place(parts[part], number);
        if (parts[part][place] == number) {
            return false;
        }
        parts[part][place] = number;
        if (++sizes[part] > parts[part].length / 4 * 3) {
            parts[part] = larger(parts[part]);
        }
        return true;
    }

    boolean contains(String id) {
        if (!isPlain(id)) {
            return others.contains(id);
        }
        long number = Long.parseLong(id);
        long[] numbers = parts[part(number)];
        return numbers != null && numbers[place(numbers, number)] == number;
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

    private static long[] larger(long[] numbers) {
        // A multiple of eight, like the first.
        long[] larger = new long[numbers.length + Math.max(FIRST_SIZE, numbers.length / 32 * 8)];
        Arrays.stream(numbers).filter(number -> number != 0).forEach(number -> larger[place(larger, number)] = number);
        return larger;
    }

    /** Where a number is, or where it belongs. */
    private static int place(long[] numbers, long number) {
        int place = (int) ((mixed(number) & 0xffff_ffffL) * numbers.length >>> 32);
        while (numbers[place] != 0 && numbers[place] != number) {
            place = place + 1 == numbers.length ? 0 : place + 1;
        }
        return place;
    }

    private static int part(long number) {
        return (int) (mixed(number) >>> 56);
    }

    /** Numbers given in order must spread evenly (the finish of SplittableRandom). */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
