package io.jenkins.plugins.aha.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures of a run as a table that reads well both as plain text and as Markdown. */
final class ResultTable {
    private static final List<String> HEAD = List.of("scenario", "to reach", "measured", "verdict");

    private final List<List<String>> rows = new ArrayList<>();

    ResultTable(List<Figure> figures) {
        rows.add(HEAD);
        figures.forEach(
                figure -> rows.add(List.of(figure.scenario(), figure.toReach(), figure.measured(), figure.verdict())));
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            line(table, rows.get(row), ' ');
            if (row == 0) {
                line(table, List.of("", "", "", ""), '-');
            }
        }
        return table.toString();
    }

    private void line(StringBuilder table, List<String> cells, char filling) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            table.append("| ").append(cell);
            table.append(String.valueOf(filling).repeat(width(column) - cell.length()));
            table.append(' ');
        }
        table.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
