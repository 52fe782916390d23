package io.jenkins.plugins.aha.operation.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aha.model.CustomTableRecord;
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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * Records as CSV (RFC 4180, UTF-8 with the byte order mark that Excel needs): {@code id}, the fields, {@code
 * links.<field>}, {@code createdAt}, {@code updatedAt}. A list or map is JSON, so that it reads back as it was; ids of
 * links are separated by semicolons. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 * Not thread-safe.
 */
final class CsvRecordFile implements RecordFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Apostrophes before it count, so that removing one gives the text back in any case. */
    private static final Pattern FORMULA = Pattern.compile("^'*[\\s\\p{C}\\p{Z}]*[=+\\-@\\t\\r|%＝＋－＠]", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat PLAIN = CSVFormat.RFC4180;

    /** Some spreadsheets end a cell at a semicolon, too: what stands behind it could be a formula. */
    private static final CSVFormat QUOTED =
            PLAIN.builder().setQuoteMode(QuoteMode.ALL).get();

    private final Writer out;
    private final List<String> fields;
    private final List<String> links;

    /**
     * Begins the file.
     *
     * @param fields the keys of the fields to write
     * @param links the keys of the link fields to write
     */
    CsvRecordFile(OutputStream out, List<String> fields, List<String> links) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.fields = fields;
        this.links = links;
        this.out.write(BYTE_ORDER_MARK);
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
        links.forEach(link -> row.add(String.join(";", record.links().getOrDefault(link, List.of()))));
        row.add(record.createdAt());
        row.add(record.updatedAt());
        write(row);
    }

    private void write(List<Object> row) throws IOException {
        boolean first = true;
        for (Object value : row) {
            String cell = cell(value);
            CSVFormat format = cell.indexOf(';') < 0 ? PLAIN : QUOTED;
            format.print(cell, out, first);
            first = false;
        }
        PLAIN.println(out);
    }

    private static String cell(Object value) throws IOException {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return JSON.writeValueAsString(value);
        }
        String text = value.toString();
        return !(value instanceof Number) && isFormula(text) ? "'" + text : text;
    }

    /** Returns whether a spreadsheet would take a text for a formula, also one with apostrophes before it. */
    static boolean isFormula(String text) {
        return FORMULA.matcher(text).find() && !NUMBER.matcher(text).matches();
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
