package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.CustomTableRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Records as CSV (RFC 4180, UTF-8): {@code id}, the fields, {@code links.<field>}, {@code createdAt}, {@code updatedAt}.
 * Several values in a cell are parted by semicolons. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
final class CsvRecordFile implements RecordFile {
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{C}\\p{Z}]*[=+\\-@\\t\\r|%＝＋－＠]", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?");

    private final Writer out;
    private final List<String> fields;
    private final List<String> links;

    /**
     * @param fields the keys of the fields to write
     * @param links the keys of the link fields to write
     */
    CsvRecordFile(OutputStream out, List<String> fields, List<String> links) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.fields = fields;
        this.links = links;
        List<Object> header = new ArrayList<>(List.of("id"));
        header.addAll(fields);
        links.forEach(link -> header.add("links." + link));
        header.add("createdAt");
        header.add("updatedAt");
        write(header);
    }

    @Override
    public void add(CustomTableRecord record) throws IOException {
        List<Object> row = new ArrayList<>();
        row.add(record.id());
        fields.forEach(field -> row.add(record.fields().get(field)));
        links.forEach(link -> row.add(record.links().get(link)));
        row.add(record.createdAt());
        row.add(record.updatedAt());
        write(row);
    }

    private void write(List<Object> cells) throws IOException {
        out.write(cells.stream().map(CsvRecordFile::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String cell(Object value) {
        String text = text(value);
        boolean formula = !(value instanceof Number)
                && FORMULA.matcher(text).find()
                && !NUMBER.matcher(text).matches();
        String safe = formula ? "'" + text : text;
        boolean quote = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c == '\n' || c == '\r')
                || !safe.equals(safe.strip());
        return quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(CsvRecordFile::text).collect(Collectors.joining(";"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(";"));
        }
        return value.toString();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
