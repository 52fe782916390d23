package io.jenkins.plugins.aha.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows of one build in a file beside it, one JSON array a line: appending costs the same however many there are, and
 * a crash loses nothing. Safe for use by many threads of this controller.
 */
final class ChangeFile {
    /** More rows are counted, but not kept. */
    static final int MOST_ROWS = 1_000;

    private static final int CELLS_OF_A_ROW = 8;
    private static final int CELLS_OF_A_COUNT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

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

    synchronized void append(ChangeRow row) throws IOException {
        String begin = "";
        if (lines < 0) {
            lines = (int) lines().count();
            // A crash may have cut the last line off; the next must not be lost with it.
            begin = lines == 0 ? "" : "\n";
        }
        List<String> cells = lines < MOST_ROWS
                ? List.of(
                        row.getTime(),
                        row.getOperation(),
                        row.getWhat(),
                        row.getId(),
                        row.getUrl(),
                        row.getOutcome(),
                        row.getStep(),
                        row.getNode())
                : List.of(row.getTime(), row.getOperation());
        String line = begin + JSON.writeValueAsString(cells) + "\n";
        Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines++;
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
            String[] cells = JSON.readValue(line, String[].class);
            if (cells == null
                    || cells.length < CELLS_OF_A_COUNT
                    || Arrays.stream(cells).anyMatch(Objects::isNull)) {
                return;
            }
            Instant time = Instant.parse(cells[0]);
            if (cells.length == CELLS_OF_A_ROW && rows.size() < MOST_ROWS) {
                rows.add(new ChangeRow(time, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]));
            }
            counts.merge(cells[1], 1, Integer::sum);
        } catch (JsonProcessingException | DateTimeException damaged) {
            // A crash came while this line was written, or somebody changed it: the page shows the others.
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
