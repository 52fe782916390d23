package io.jenkins.plugins.aha.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The rows of one build in a file beside it, one JSON object a line: appending costs the same however many there are,
 * and a crash loses nothing. Thread-safe.
 */
final class ChangeFile {
    /** More rows are counted, but not kept. */
    static final int MOST_ROWS = 1_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP))
            .build();

    final ReentrantLock writing = new ReentrantLock();
    private final Path file;
    private int lines = -1;
    /** A page asks many times for the same. Jenkins may keep a build in memory for long, but its rows need not be. */
    private volatile SoftReference<Reading> last = new SoftReference<>(null);

    ChangeFile(Path file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param rows the first {@link #MOST_ROWS}, in the order of time
     * @param counts operation → how many changes, also of those not kept
     */
    record Content(List<ChangeRow> rows, Map<String, Integer> counts) {
        int total() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** What a file said when it had this size and age. */
    private record Reading(long size, FileTime modified, Content content) {}

    void append(ChangeRow row) throws IOException {
        writing.lock();
        try {
            String begin = "";
            if (lines < 0) {
                lines = (int) lines().count();
                // A crash may have cut the last line off; the next must not be lost with it.
                begin = lines == 0 ? "" : "\n";
            }
            ChangeRow kept = lines < MOST_ROWS ? row : ChangeRow.counted(row);
            Files.writeString(
                    file,
                    begin + JSON.writeValueAsString(kept) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            lines++;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Reads the file unless it is as it was the last time. This takes no lock, so that a page does not hold up a build:
     * a line that is just being written is left out now, and then the file has another size.
     */
    Content read() throws IOException {
        if (!Files.exists(file)) {
            return new Content(List.of(), Map.of());
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Reading known = last.get();
        if (known == null || known.size() != now.size() || !known.modified().equals(now.lastModifiedTime())) {
            known = new Reading(now.size(), now.lastModifiedTime(), parse());
            last = new SoftReference<>(known);
        }
        return known.content();
    }

    private Content parse() throws IOException {
        List<ChangeRow> rows = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        lines().forEach(line -> parse(line, rows, counts));
        return new Content(Collections.unmodifiableList(rows), Collections.unmodifiableMap(counts));
    }

    private static void parse(String line, List<ChangeRow> rows, Map<String, Integer> counts) {
        try {
            ChangeRow row = JSON.readValue(line, ChangeRow.class);
            if (row == null || row.getOperation().isEmpty()) {
                return;
            }
            if (!row.isCounted() && rows.size() < MOST_ROWS) {
                // Fails for a time that is none.
                row.getDate();
                rows.add(row);
            }
            counts.merge(row.getOperation(), 1, Integer::sum);
        } catch (JsonProcessingException | DateTimeException damaged) {
            // The line was cut off by a crash, or changed by hand: the page shows the others.
        }
    }

    /** Half of a character at the end, which a crash may leave, is no reason to show nothing. */
    private Stream<String> lines() throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isEmpty())
                : Stream.empty();
    }
}
