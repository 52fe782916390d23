package io.jenkins.plugins.aha.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The records of a table as numbers: their ids, and 64-bit digests of the {@linkplain IndexTerms places} where they
 * stand; no values. A search looks at all of them, which takes a millisecond for 200,000 records and needs no memory.
 * Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class DigestIndex {
    static final int MOST_RECORDS = 200_000;
    /** Seven digests a record: keys of several days or fractions have more, and a table of many of them no index. */
    static final int MOST_DIGESTS = 7 * MOST_RECORDS;

    private static final long REMOVED = -1;

    private long[] ids = new long[16];
    /** Where the digests of each record end; they begin where those of the record before end. */
    private int[] ends = new int[16];

    private long[] digests = new long[64];
    private int size;
    private int removed;
    private int complete;

    /** Adds a record that is not there; returns false when its id is no number, or there is no room. */
    public boolean add(String id, Collection<String> places) {
        long number = number(id);
        int begin = size == 0 ? 0 : ends[size - 1];
        if (number < 0 || isFull(places.size())) {
            return false;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, larger(size));
            ends = Arrays.copyOf(ends, larger(size));
        }
        if (begin + places.size() > digests.length) {
            digests = Arrays.copyOf(digests, larger(begin + places.size()));
        }
        int end = begin;
        for (String place : places) {
            digests[end++] = KnownForms.digest(place);
        }
        ids[size] = number;
        ends[size++] = end;
        complete += places.isEmpty() ? 0 : 1;
        return true;
    }

    /** Adds a record, or replaces what is known of it; returns false as {@link #add}. */
    public boolean put(String id, Collection<String> places) {
        remove(id);
        if (removed > size / 2 || isFull(places.size())) {
            compact();
        }
        return add(id, places);
    }

    /** Removes a record, if there is one with this id. */
    public void remove(String id) {
        int slot = slot(id);
        if (slot >= 0) {
            complete -= isComplete(slot) ? 1 : 0;
            ids[slot] = REMOVED;
            removed++;
        }
    }

    /** What was removed takes room until it is {@linkplain #compact given back}. */
    private boolean isFull(int more) {
        return size >= MOST_RECORDS || size > 0 && ends[size - 1] + more > MOST_DIGESTS;
    }

    /** Returns whether there is a record with this id. */
    public boolean contains(String id) {
        return slot(id) >= 0;
    }

    /** Returns how many records there are. */
    int records() {
        return size - removed;
    }

    /** Returns whether any record has all key fields. */
    boolean hasKeys() {
        return complete > 0;
    }

    /** Returns the ids of all records, as numbers. */
    public LongStream ids() {
        return Arrays.stream(ids, 0, size).filter(id -> id != REMOVED);
    }

    /** Returns the ids of the records that stand in any of the places. */
    public List<String> at(Set<String> places) {
        long[] wanted = places.stream().mapToLong(KnownForms::digest).sorted().toArray();
        List<String> found = new ArrayList<>();
        int begin = 0;
        for (int slot = 0; slot < size; slot++) {
            int end = ends[slot];
            for (int i = begin; i < end && ids[slot] != REMOVED; i++) {
                if (Arrays.binarySearch(wanted, digests[i]) >= 0) {
                    found.add(Long.toString(ids[slot]));
                    break;
                }
            }
            begin = end;
        }
        return found;
    }

    /** Gives back the memory that is not used. */
    void trim() {
        ids = Arrays.copyOf(ids, Math.max(1, size));
        ends = Arrays.copyOf(ends, Math.max(1, size));
        digests = Arrays.copyOf(digests, Math.max(1, size == 0 ? 0 : ends[size - 1]));
    }

    private int slot(String id) {
        long number = number(id);
        for (int slot = 0; number >= 0 && slot < size; slot++) {
            if (ids[slot] == number) {
                return slot;
            }
        }
        return -1;
    }

    private boolean isComplete(int slot) {
        return ends[slot] > (slot == 0 ? 0 : ends[slot - 1]);
    }

    private void compact() {
        int kept = 0;
        int end = 0;
        int begin = 0;
        for (int slot = 0; slot < size; slot++) {
            int next = ends[slot];
            if (ids[slot] != REMOVED) {
                System.arraycopy(digests, begin, digests, end, next - begin);
                end += next - begin;
                ids[kept] = ids[slot];
                ends[kept++] = end;
            }
            begin = next;
        }
        size = kept;
        removed = 0;
    }

    /** By an eighth: more would double what an index takes. */
    private static int larger(int length) {
        return length + length / 8 + 16;
    }

    /** Returns the id as a number that reads the same; -1 where there is none. */
    private static long number(String id) {
        try {
            long number = Long.parseLong(id);
            return number >= 0 && Long.toString(number).equals(id) ? number : -1;
        } catch (NumberFormatException other) {
            return -1;
        }
    }
}
