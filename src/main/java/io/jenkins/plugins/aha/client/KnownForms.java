package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.client.ValueComparison.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Remembers what Aha! showed for what was sent where no rule says that both are the same, such as an option's label for
 * its id, and compares values with that knowledge. It keeps digests and no values, only so many and only so long.
 * Thread-safe.
 */
public final class KnownForms {
    static final int MOST = 20_000;
    /** A form that is not confirmed by a write for so long is written once more. */
    static final Duration LONGEST = Duration.ofDays(30);
    /** A worksheet may show other cells in every record; the oldest of more are forgotten. */
    private static final int MOST_OF_ONE = 8;

    private final Time time;
    private final Map<Long, Shown> shownForSent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Shown> eldest) {
            return size() > MOST;
        }
    };

    private record Shown(long at, long[] digests) {}

    KnownForms(Time time) {
        this.time = time;
    }

    /**
     * Compares a value that was sent with what a record shows.
     *
     * @return {@link Result#SAME} also where Aha! showed this form for this value before
     */
    public Result compare(String field, Object sent, CustomTableRecord record) {
        Object shown = record.fields().get(field);
        Result result = ValueComparison.compare(sent, shown, record.form(field));
        boolean known = result != Result.SAME
                && !ValueComparison.isEmpty(shown)
                && Arrays.stream(shownFor(record.table(), field, sent)).anyMatch(form -> form == digest(shown));
        return known ? Result.SAME : result;
    }

    /** Whether all fields that were sent are the {@linkplain #compare same} in a record. */
    public boolean allSame(Map<String, Object> sent, CustomTableRecord record) {
        return sent.entrySet().stream()
                .allMatch(field -> compare(field.getKey(), field.getValue(), record) == Result.SAME);
    }

    /** Remembers that a record shows this form of a value that was just sent. */
    public void remember(String field, Object sent, CustomTableRecord record) {
        long shown = digest(record.fields().get(field));
        long key = key(record.table(), field, sent);
        synchronized (shownForSent) {
            Shown before = shownForSent.get(key);
            LongStream others = before == null
                    ? LongStream.empty()
                    : Arrays.stream(before.digests()).filter(form -> form != shown).limit(MOST_OF_ONE - 1L);
            long[] digests = LongStream.concat(LongStream.of(shown), others).toArray();
            shownForSent.put(key, new Shown(time.nanos(), digests));
        }
    }

    /** The {@linkplain #digest digests} of the forms in which a table shows a value of a field, possibly none. */
    public long[] shownFor(String table, String field, Object sent) {
        synchronized (shownForSent) {
            if (shownForSent.isEmpty()) {
                return new long[0];
            }
            Shown shown = shownForSent.get(key(table, field, sent));
            boolean old = shown == null || time.nanos() - shown.at() > LONGEST.toNanos();
            return old ? new long[0] : shown.digests();
        }
    }

    private static long key(String table, String field, Object sent) {
        return digest(Map.of(Objects.requireNonNullElse(table, "") + "\n" + field, text(sent)));
    }

    /** Tells values apart, but for the order of a list. */
    public static long digest(Object value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text(value).getBytes(StandardCharsets.UTF_8));
            long digest = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                digest = digest << Byte.SIZE | hash[i] & 0xff;
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(KnownForms::text).sorted().collect(Collectors.joining("\u0001", "[", "]"));
        }
        return String.valueOf(value);
    }
}
