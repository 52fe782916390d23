package io.jenkins.plugins.aha.operation.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of JSON: one array of objects, or one object a line. An object is field key → value, or a record as
 * {@link JsonRecordFile} writes it, of which the fields are taken. Not thread-safe.
 */
final class JsonRowFile implements RowFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final BoundedReader in;
    private final JsonParser parser;
    private final boolean array;
    private boolean begun;
    private boolean ended;
    private long line = 1;

    /** @param array whether the objects are in one array */
    JsonRowFile(BoundedReader in, boolean array) throws IOException {
        this.in = in;
        this.parser = JSON.createParser(in);
        this.array = array;
    }

    @Override
    public Row next() throws IOException {
        if (ended) {
            return null;
        }
        in.beginRow();
        try {
            JsonToken token = nextToken();
            if (array && !begun) {
                begun = true;
                if (token != JsonToken.START_ARRAY) {
                    throw new RecordFileException(
                            "does not begin the list of objects that a .json file needs; one object"
                                    + " a line is a .jsonl file");
                }
                token = nextToken();
            }
            if (token == null || array && token == JsonToken.END_ARRAY) {
                requireEnd();
                ended = true;
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new RecordFileException("has no object, such as {\"name\": \"Acme Corp\"}");
            }
            return new Row(line, fields(JSON.readValue(parser, LinkedHashMap.class)));
        } catch (JsonEOFException e) {
            throw new RecordFileException("is not complete: the file is cut off", e);
        } catch (JsonProcessingException e) {
            line = e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw new RecordFileException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private JsonToken nextToken() throws IOException {
        long before = line;
        JsonToken token = parser.nextToken();
        line = parser.currentTokenLocation().getLineNr();
        if (!array && begun && token != null && line == before) {
            throw new RecordFileException("has more than one object");
        }
        begun |= !array;
        return token;
    }

    /** Nothing may stand behind a list. That one without an end is cut off, Jackson says. */
    private void requireEnd() throws IOException {
        if (array && parser.nextToken() != null) {
            line = parser.currentTokenLocation().getLineNr();
            throw new RecordFileException("goes on behind the end of the list");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Map<String, Object> object) {
        boolean record = object.get("fields") instanceof Map<?, ?> && object.get("id") instanceof String;
        return record ? (Map<String, Object>) object.get("fields") : object;
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
