package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers what Aha! showed for what was sent where no rule says that both are the same, such as an option's label for
 * its id, and compares values with that knowledge. It keeps digests and no values, only so many and only so long.
 * Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class KnownForms {
    static final int MOST = 20_000;
    /** A form that is not confirmed by a write for so long is written once more. */
    static final Duration LONGEST = Duration.ofDays(30);
    /** A worksheet may show other cells in every record; the oldest of more are forgotten. */
    private static final int MOST_OF_ONE = 8;

    private static final Duration BETWEEN_QUESTIONS = Duration.ofHours(1);

    private final Time time;
    private final Map<Long, Shown> shownForSent = bounded();
    private final Map<Long, Long> asked = bounded();
    private final Map<Long, Long> choices = bounded();
    private final Map<Long, Long> plain = bounded();

    private record Shown(long at, long[] digests) {}

    KnownForms(Time time) {
        this.time = time;
    }

    private static <V> Map<Long, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /**
     * Compares a value that was sent with what a record shows.
     *
     * @return {@link Result#SAME} also where Aha! showed this form for this value before
     */
    public Result compare(String field, Object sent, CustomTableRecord record) {
        Object shown = record.fields().get(field);
        Result result = ValueComparison.compare(sent, shown, record.form(field));
        if (result == Result.SAME || ValueComparison.isEmpty(shown)) {
            return result;
        }
        if (isKnown(record.table(), field, sent, shown)) {
            return Result.SAME;
        }
        if (shown instanceof Collection<?> labels) {
            List<Object> translated = new ArrayList<>();
            for (Object one : sent instanceof Collection<?> list ? list : Arrays.asList(sent)) {
                translated.add(labels.stream()
                        .filter(label -> isKnown(record.table(), field, one, label))
                        .map(Object.class::cast)
                        .findFirst()
                        .orElse(one));
            }
            boolean same = ValueComparison.compare(translated, shown, record.form(field)) == Result.SAME;
            return same ? Result.SAME : result;
        }
        return result;
    }

    private boolean isKnown(String table, String field, Object sent, Object shown) {
        return Arrays.stream(shownFor(table, field, sent)).anyMatch(form -> form == digest(shown));
    }

    /** Returns whether all fields that were sent are the {@linkplain #compare same} in a record. */
    public boolean allSame(Map<String, Object> sent, CustomTableRecord record) {
        return sent.entrySet().stream()
                .allMatch(field -> compare(field.getKey(), field.getValue(), record) == Result.SAME);
    }

    /** Remembers that a record shows this form of a value that was just sent. */
    public void remember(String field, Object sent, CustomTableRecord record) {
        remember(record.table(), field, sent, record.fields().get(field));
    }

    /**
     * Returns whether the options of a field should be asked for now; the answer is no for the next hour.
     *
     * @param table may be null
     */
    boolean mayAskFor(String table, String field) {
        long now = time.nanos();
        synchronized (asked) {
            Long before = asked.get(key(table, field, ""));
            if (before != null && now - before <= BETWEEN_QUESTIONS.toNanos()) {
                return false;
            }
            asked.put(key(table, field, ""), now);
            return true;
        }
    }

    /** Remembers the options of a choice list: id → label. */
    void learn(String table, String field, Map<String, String> options) {
        options.forEach((id, label) -> {
            remember(table, field, id, label);
            remember(table, field, label, id);
        });
        synchronized (asked) {
            choices.put(key(table, field, ""), time.nanos());
        }
    }

    /** Returns whether the options of a field were {@linkplain ChoiceOptions#learn learned} not long ago. */
    public boolean hasOptions(String table, String field) {
        return isRecent(choices, table, field);
    }

    /** Remembers that a field is no choice list. */
    void learnPlain(String table, String field) {
        synchronized (asked) {
            plain.put(key(table, field, ""), time.nanos());
        }
    }

    /** Returns whether a field is known to be no choice list. */
    public boolean isPlain(String table, String field) {
        return isRecent(plain, table, field);
    }

    private boolean isRecent(Map<Long, Long> learned, String table, String field) {
        synchronized (asked) {
            Long at = learned.get(key(table, field, ""));
            return at != null && time.nanos() - at <= LONGEST.toNanos();
        }
    }

    private void remember(String table, String field, Object sent, Object value) {
        long shown = digest(value);
        long key = key(table, field, sent);
        synchronized (shownForSent) {
            Shown before = shownForSent.get(key);
            LongStream others = before == null
                    ? LongStream.empty()
                    : Arrays.stream(before.digests())
                            .filter(form -> form != shown)
                            .limit(MOST_OF_ONE - 1L);
            long[] digests = LongStream.concat(LongStream.of(shown), others).toArray();
            shownForSent.put(key, new Shown(time.nanos(), digests));
        }
    }

    /**
     * Returns the {@linkplain #digest digests} of the forms in which a table shows a value of a field, possibly none.
     */
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

    /** Returns a digest that differs for different values, whatever the order of a list. */
    public static long digest(Object value) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text(value).getBytes(StandardCharsets.UTF_8));
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
