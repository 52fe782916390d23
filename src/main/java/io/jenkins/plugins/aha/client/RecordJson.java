package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads custom table records from JSON token by token: a page is never held as a tree. The shapes are those of "Custom
 * table records" in the API's reference; ids are read from texts and from numbers, of any size.
 */
final class RecordJson {
    /** No answer of Aha! is nested nearly as deep. */
    private static final int DEEPEST = 100;

    static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private RecordJson() {}

    /** Reads something from a parser that stands before the first token. */
    interface Body<T> {
        T read(JsonParser json) throws IOException;
    }

    /**
     * Reads an answer's body.
     *
     * @throws AhaException when it is not the JSON it should be
     */
    static <T> T read(Request request, Response response, Body<T> body) throws AhaException {
        try (JsonParser json = MAPPER.getFactory().createParser(response.body())) {
            T result = body.read(json);
            if (result != null) {
                return result;
            }
            throw AhaException.unreadable(
                    request, response.status(), "does not hold what the API documents", true, null);
        } catch (AhaException e) {
            throw e;
        } catch (IOException e) {
            throw AhaException.unreadable(request, response.status(), defect(response), true, e);
        }
    }

    private static String defect(Response response) {
        if (response.isBlank()) {
            return "is empty";
        }
        boolean html = response.header("content-type").orElse("").contains("html") || startsLikeHtml(response.body());
        return html ? "is a web page, not data" : "is broken or is not JSON";
    }

    private static boolean startsLikeHtml(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '<';
            }
        }
        return false;
    }

    /** The one record of an answer; null when it holds none. */
    static CustomTableRecord readEnvelope(JsonParser json) throws IOException {
        CustomTableRecord found = null;
        if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(Kind.RECORD.envelope());
                if (json.nextToken() == JsonToken.START_OBJECT && wanted) {
                    found = readRecord(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return found == null || found.id() == null ? null : found;
    }

    /** A page of a table's records; null when the answer is none. */
    static RecordPage<CustomTableRecord> readPage(JsonParser json) throws IOException {
        List<CustomTableRecord> records = null;
        int totalPages = 1;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("custom_object_records") && value == JsonToken.START_ARRAY) {
                records = readRecords(json);
            } else if (name.equals("pagination") && value == JsonToken.START_OBJECT) {
                totalPages = readTotalPages(json);
            } else {
                json.skipChildren();
            }
        }
        return records == null ? null : new RecordPage<>(records, totalPages);
    }

    private static List<CustomTableRecord> readRecords(JsonParser json) throws IOException {
        List<CustomTableRecord> records = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                CustomTableRecord record = readRecord(json);
                if (record.id() != null) {
                    records.add(record);
                }
            } else {
                json.skipChildren();
            }
        }
        return records;
    }

    private static int readTotalPages(JsonParser json) throws IOException {
        int totalPages = 1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("total_pages")) {
                totalPages = json.getValueAsInt(1);
            }
            json.skipChildren();
        }
        return totalPages;
    }

    private static CustomTableRecord readRecord(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, List<String>> links = new LinkedHashMap<>();
        List<Map<String, String>> incoming = new ArrayList<>();
        Map<String, String> createdBy = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                switch (name) {
                    case "custom_fields" -> forEachObject(json, () -> readField(json, fields));
                    case "custom_object_links" -> forEachObject(json, () -> readLink(json, links));
                    case "linked_records" -> forEachObject(json, () -> incoming.add(linkedRecord(readTexts(json))));
                    default -> json.skipChildren();
                }
            } else if (value == JsonToken.START_OBJECT && name.equals("created_by_user")) {
                createdBy = readTexts(json);
                createdBy.keySet().retainAll(List.of("id", "name", "email"));
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return new CustomTableRecord(
                texts.get("id"),
                texts.get("product_id"),
                texts.get("key"),
                fields,
                links,
                incoming,
                texts.get("created_at"),
                texts.get("updated_at"),
                createdBy);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void forEachObject(JsonParser json, Step readObject) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readObject.run();
            } else {
                json.skipChildren();
            }
        }
    }

    /** The scalars of an object as texts; what is null or nested is left out. */
    private static Map<String, String> readTexts(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }

    private static Map<String, String> linkedRecord(Map<String, String> texts) {
        Map<String, String> link = new LinkedHashMap<>();
        link.put("key", texts.get("key"));
        link.put("name", texts.get("name"));
        link.put("recordType", texts.get("record_type"));
        link.put("recordId", texts.get("record_id"));
        return link;
    }

    private static void readLink(JsonParser json, Map<String, List<String>> links) throws IOException {
        String key = null;
        List<String> ids = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("key") && value == JsonToken.VALUE_STRING) {
                key = json.getText();
            } else if (name.equals("record_ids") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (json.currentToken().isScalarValue() && !json.getText().isBlank()) {
                        ids.add(json.getText());
                    }
                    json.skipChildren();
                }
            } else {
                json.skipChildren();
            }
        }
        if (key != null) {
            links.put(key, ids);
        }
    }

    /** One entry of custom_fields. Attachment fields have no value but attachments; number fields come as text. */
    private static void readField(JsonParser json, Map<String, Object> fields) throws IOException {
        String key = null;
        String type = null;
        Object value = null;
        boolean present = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "key" -> key = json.getText();
                case "type" -> type = json.getText();
                case "value" -> {
                    value = readValue(json);
                    present = true;
                }
                case "attachments" -> {
                    Object attachments = readValue(json);
                    value = present ? value : attachments;
                }
                default -> json.skipChildren();
            }
        }
        if (key != null) {
            fields.put(key, "number".equals(type) ? number(value) : value);
        }
    }

    private static Object number(Object value) {
        try {
            return value instanceof String text && text.length() <= 100 ? new BigDecimal(text.trim()) : value;
        } catch (NumberFormatException notANumber) {
            return value;
        }
    }

    private static Object readValue(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, readValue(json));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(readValue(json));
                }
                return list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return json.getDecimalValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return json.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return json.getText();
            }
        }
    }
}
