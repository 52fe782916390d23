package io.jenkins.plugins.aha.operation.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aha.operation.input.ParameterText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of CSV (RFC 4180, UTF-8): the cells of the header are keys of fields. Reads what {@link CsvRecordFile} writes
 * back as it was: a list of texts or an object in JSON is one again, and the apostrophe before a formula goes. Columns
 * of such a file that are no fields are left out. Not thread-safe.
 */
final class CsvRowFile implements RowFile {
    private static final Set<String> NO_FIELDS = Set.of("id", "createdAt", "updatedAt");
    private static final String LINKS = "links.";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final BoundedReader in;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final boolean emptyClears;
    private final List<String> header = new ArrayList<>();
    private long line;

    CsvRowFile(BoundedReader in, boolean emptyClears) throws IOException {
        this.in = in;
        this.emptyClears = emptyClears;
        this.parser =
                CSVParser.builder().setFormat(CSVFormat.RFC4180).setReader(in).get();
        this.records = parser.iterator();
        readHeader();
    }

    private void readHeader() throws IOException {
        CSVRecord first = read();
        if (first == null) {
            throw new RecordFileException("is no header: the file is empty");
        }
        for (String cell : first) {
            String key = cell.strip();
            if (key.isEmpty()) {
                throw new RecordFileException("has a header without a key in column " + (header.size() + 1)
                        + "; each column needs the API key of a field");
            }
            if (header.contains(key)) {
                throw new RecordFileException("has the key '" + ParameterText.shorten(key) + "' twice in the header");
            }
            if (key.indexOf(';') >= 0 || key.indexOf('\t') >= 0) {
                throw new RecordFileException("has a header whose cells are not separated by commas");
            }
            header.add(key);
        }
    }

    @Override
    public Row next() throws IOException {
        CSVRecord record = read();
        while (record != null && isEmpty(record)) {
            record = read();
        }
        return record == null ? null : new Row(line, fields(record));
    }

    /** A spreadsheet leaves such lines at the end of a table. */
    private static boolean isEmpty(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private CSVRecord read() throws IOException {
        line = parser.getCurrentLineNumber() + 1;
        in.beginRow();
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CSVException wrong
                    ? new RecordFileException("is no CSV: " + wrong.getMessage(), e)
                    : e.getCause();
        }
    }

    private Map<String, Object> fields(CSVRecord record) throws RecordFileException {
        if (record.size() != header.size()) {
            throw new RecordFileException("has " + record.size() + " cells, but the header has " + header.size());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            String key = header.get(column);
            String cell = record.get(column);
            if (!NO_FIELDS.contains(key) && !key.startsWith(LINKS) && (emptyClears || !cell.isBlank())) {
                fields.put(key, cell.isBlank() ? "" : value(cell));
            }
        }
        return fields;
    }

    private static Object value(String cell) {
        if (cell.startsWith("'") && CsvRecordFile.isFormula(cell)) {
            return cell.substring(1);
        }
        boolean list = cell.startsWith("[") && cell.endsWith("]");
        if (list || cell.startsWith("{") && cell.endsWith("}")) {
            try {
                Object value = JSON.readValue(cell, Object.class);
                boolean ofTexts =
                        !(value instanceof Collection<?> all) || all.stream().allMatch(String.class::isInstance);
                return ofTexts ? value : cell;
            } catch (JsonProcessingException plainText) {
                return cell;
            }
        }
        return cell;
    }

    @Override
    public Set<String> leftOut() {
        Set<String> left = new TreeSet<>(header);
        left.removeIf(key -> !NO_FIELDS.contains(key) && !key.startsWith(LINKS));
        return left;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
