package io.jenkins.plugins.aha.operation.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * CSV of records whose fields are not known beforehand: Aha! leaves out empty fields, so only the last record completes
 * the header. Until then the records wait in a temporary file. Not thread-safe.
 */
final class SpooledCsvFile implements RecordFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final OutputStream out;
    private final Path spool;
    private final OutputStream writer;
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> links = new LinkedHashSet<>();

    SpooledCsvFile(OutputStream out) throws IOException {
        this.out = out;
        this.spool = Files.createTempFile("aha-records", ".jsonl");
        this.writer = new BufferedOutputStream(Files.newOutputStream(spool));
    }

    @Override
    public void add(CustomTableRecord record) throws IOException {
        fields.addAll(record.fields().keySet());
        links.addAll(record.links().keySet());
        writer.write(JSON.writeValueAsBytes(record));
        writer.write('\n');
    }

    @Override
    public void finish() throws IOException {
        writer.close();
        CsvRecordFile csv = new CsvRecordFile(out, new ArrayList<>(fields), new ArrayList<>(links));
        try (MappingIterator<CustomTableRecord> records =
                JSON.readerFor(CustomTableRecord.class).readValues(spool.toFile())) {
            while (records.hasNextValue()) {
                csv.add(records.nextValue());
            }
        }
        csv.finish();
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
            out.close();
        } finally {
            Files.deleteIfExists(spool);
        }
    }
}
