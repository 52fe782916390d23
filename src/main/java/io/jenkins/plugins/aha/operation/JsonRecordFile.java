package io.jenkins.plugins.aha.operation;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aha.client.CustomTableRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Records as JSON: one array, or one object a line. */
final class JsonRecordFile implements RecordFile {
    private static final JsonFactory JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build()
            .getFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    private final JsonGenerator generator;
    private final boolean array;
    private boolean empty = true;

    JsonRecordFile(OutputStream out, boolean array) throws IOException {
        this.generator = JSON.createGenerator(out, JsonEncoding.UTF8);
        this.array = array;
        generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        if (array) {
            generator.writeStartArray();
        }
    }

    @Override
    public void add(CustomTableRecord record) throws IOException {
        Map<String, Object> map = record.toMap("read");
        map.remove("outcome");
        generator.writePOJO(map);
        empty = false;
    }

    @Override
    public void finish() throws IOException {
        if (array) {
            generator.writeEndArray();
        }
        if (array || !empty) {
            generator.writeRaw('\n');
        }
        generator.flush();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }
}
