package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.operation.context.Change;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of what a pipeline changed in Aha!. */
public final class ChangeTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private ChangeTable() {}

    /** Returns the lines to print; never none. */
    public static List<String> lines(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of("Nothing was changed in Aha!.");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Time", "What", "Name", "Record or reference", "Outcome", "Link"));
        for (Change change : changes) {
            rows.add(List.of(
                    TIME.format(change.time()),
                    change.subject().table().isEmpty()
                            ? change.subject().kind()
                            : change.subject().table() + " " + change.subject().kind(),
                    change.subject().name(),
                    change.subject().id(),
                    change.outcome(),
                    change.subject().url()));
        }
        List<String> lines = new ArrayList<>(List.of("Changed in Aha!:"));
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append("  ")
                        .append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length()));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add("Altogether: "
                + changes.stream()
                        .collect(Collectors.groupingBy(Change::operation, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getValue() + " × " + entry.getKey())
                        .collect(Collectors.joining(", ")));
        return lines;
    }
}
