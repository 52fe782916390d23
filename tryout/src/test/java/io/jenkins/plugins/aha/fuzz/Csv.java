package io.jenkins.plugins.aha.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A reader of RFC 4180, and of nothing else. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    static List<List<String>> parse(String text) {
        Csv csv = new Csv(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.startsWith(",", at)) {
            at++;
            cells.add(cell());
        }
        Check.that(text.startsWith("\r\n", at), () -> "a broken line at " + at + " of " + text);
        at += 2;
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        if (!text.startsWith("\"", at)) {
            while (at < text.length() && ",\r\n\"".indexOf(text.charAt(at)) < 0) {
                cell.append(text.charAt(at++));
            }
            return cell.toString();
        }
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (text.startsWith("\"", at)) {
                cell.append(text.charAt(at++));
            } else {
                return cell.toString();
            }
        }
        throw new AssertionError("a quote without end in " + text);
    }
}
