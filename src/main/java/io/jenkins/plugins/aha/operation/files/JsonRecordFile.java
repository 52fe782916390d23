package io.jenkins.plugins.aha.operation.files;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Records as JSON: one array, or one object a line. Not thread-safe. */
final class JsonRecordFile implements RecordFile {
    private static final JsonFactory JSON = JsonMapper.builder(
                    new JsonFactoryBuilder().rootValueSeparator("\n").build())
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build()
            .getFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    /** Some hundred records: writing to a disk, or to an agent, costs more by the piece than by the byte. */
    private static final int BUFFER = 64 * 1024;

    private final JsonGenerator generator;
    private final boolean array;
    private boolean empty = true;

    JsonRecordFile(OutputStream out, boolean array) throws IOException {
        this.generator = JSON.createGenerator(new BufferedOutputStream(out, BUFFER), JsonEncoding.UTF8);
        this.array = array;
        if (array) {
            generator.writeStartArray();
        }
    }

    @Override
    public void add(CustomTableRecord record) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("id", record.id());
        writeIfPresent("productId", record.productId());
        writeIfPresent("table", record.table());
        writeField("fields", record.fields());
        writeField("links", record.links());
        writeField("linkedRecords", record.linkedRecords());
        writeIfPresent("createdAt", record.createdAt());
        writeIfPresent("updatedAt", record.updatedAt());
        writeIfPresent("createdBy", record.createdBy());
        generator.writeEndObject();
        empty = false;
    }

    private void writeIfPresent(String name, Object value) throws IOException {
        if (value != null) {
            writeField(name, value);
        }
    }

    private void writeField(String name, Object value) throws IOException {
        generator.writeFieldName(name);
        write(value);
    }

    /** A record's values are of these few types; looking up how to write each costs more than writing it. */
    private void write(Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writeField((String) entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element);
            }
            generator.writeEndArray();
        } else {
            generator.writePOJO(value);
        }
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
