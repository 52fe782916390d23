package io.jenkins.plugins.aha.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows of one build in a file beside it, one JSON array a line: appending costs the same however many there are, and
 * a crash loses nothing. Safe for use by many threads of this controller.
 */
final class ChangeFile {
    /** More rows are counted, but not kept. */
    static final int MOST_ROWS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private int lines = -1;

    ChangeFile(Path file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param rows the first {@link #MOST_ROWS}, in the order of time
     * @param counts operation → how many changes, also of those not kept
     */
    record Content(List<ChangeRow> rows, Map<String, Integer> counts) {}

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

    synchronized Content read() throws IOException {
        List<ChangeRow> rows = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        lines().forEach(line -> read(line, rows, counts));
        return new Content(rows, counts);
    }

    private static void read(String line, List<ChangeRow> rows, Map<String, Integer> counts) {
        try {
            String[] cells = JSON.readValue(line, String[].class);
            if (cells.length == 8 && rows.size() < MOST_ROWS) {
                rows.add(new ChangeRow(
                        Instant.parse(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]));
            }
            if (cells.length >= 2) {
                counts.merge(cells[1], 1, Integer::sum);
            }
        } catch (JsonProcessingException cutOff) {
            // A crash came while this line was written.
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
