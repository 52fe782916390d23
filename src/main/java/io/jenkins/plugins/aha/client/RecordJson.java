package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads custom table records from JSON token by token: a page is never held as a tree. The shapes are those of "Custom
 * table records" in the API's reference; ids are read from texts and from numbers, of any size.
 */
final class RecordJson {
    private static final Set<String> USER = Set.of("id", "name", "email");

    private final JsonParser json;
    private final Texts texts = new Texts();

    private RecordJson(JsonParser json) {
        this.json = json;
    }

    /** The one record of an answer; null when it holds none. */
    static CustomTableRecord readEnvelope(JsonParser json) throws IOException {
        return new RecordJson(json).readEnvelope();
    }

    /** A page of a table's records; null when the answer is none, or has a record without id. */
    static RecordPage<CustomTableRecord> readPage(JsonParser json) throws IOException {
        return new RecordJson(json).readPage();
    }

    private CustomTableRecord readEnvelope() throws IOException {
        CustomTableRecord found = null;
        if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(Kind.RECORD.envelope());
                if (json.nextToken() == JsonToken.START_OBJECT && wanted) {
                    found = readRecord();
                } else {
                    json.skipChildren();
                }
            }
        }
        return found == null || found.id() == null ? null : found;
    }

    private RecordPage<CustomTableRecord> readPage() throws IOException {
        List<CustomTableRecord> records = null;
        int totalPages = 1;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("custom_object_records") && value == JsonToken.START_ARRAY) {
                records = readRecords();
            } else if (name.equals("pagination") && value == JsonToken.START_OBJECT) {
                totalPages = readTotalPages();
            } else {
                json.skipChildren();
            }
        }
        boolean whole = records != null && records.stream().allMatch(record -> record.id() != null);
        return whole ? new RecordPage<>(records, totalPages) : null;
    }

    private List<CustomTableRecord> readRecords() throws IOException {
        List<CustomTableRecord> records = new ArrayList<>();
        forEachObject(() -> records.add(readRecord()));
        return records;
    }

    private int readTotalPages() throws IOException {
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

    private CustomTableRecord readRecord() throws IOException {
        String id = null;
        String productId = null;
        String table = null;
        String createdAt = null;
        String updatedAt = null;
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, List<String>> links = new LinkedHashMap<>();
        List<Map<String, String>> incoming = new ArrayList<>();
        Map<String, String> createdBy = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                switch (name) {
                    case "custom_fields" -> forEachObject(() -> FieldJson.read(json, texts, fields));
                    case "custom_object_links" -> forEachObject(() -> readLink(links));
                    case "linked_records" -> forEachObject(() -> incoming.add(readLinkedRecord()));
                    default -> json.skipChildren();
                }
            } else if (value == JsonToken.START_OBJECT && name.equals("created_by_user")) {
                createdBy = readUser();
            } else {
                switch (name) {
                    case "id" -> id = line();
                    case "product_id" -> productId = line();
                    case "key" -> table = line();
                    case "created_at" -> createdAt = line();
                    case "updated_at" -> updatedAt = line();
                    default -> json.skipChildren();
                }
            }
        }
        return new CustomTableRecord(
                id == null || id.isEmpty() ? null : id,
                productId,
                table,
                fields,
                links,
                incoming,
                createdAt,
                updatedAt,
                createdBy);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void forEachObject(Step readObject) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readObject.run();
            } else {
                json.skipChildren();
            }
        }
    }

    private String line() throws IOException {
        return PlainText.line(texts.read(json));
    }

    private Map<String, String> readUser() throws IOException {
        Map<String, String> user = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            String text = texts.read(json);
            if (text != null && USER.contains(name)) {
                user.put(name, text);
            }
        }
        return user;
    }

    private Map<String, String> readLinkedRecord() throws IOException {
        String key = null;
        String title = null;
        String type = null;
        String id = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "key" -> key = texts.read(json);
                case "name" -> title = texts.read(json);
                case "record_type" -> type = texts.read(json);
                case "record_id" -> id = texts.read(json);
                default -> json.skipChildren();
            }
        }
        Map<String, String> link = new LinkedHashMap<>();
        link.put("key", key);
        link.put("name", title);
        link.put("recordType", type);
        link.put("recordId", id);
        return link;
    }

    private void readLink(Map<String, List<String>> links) throws IOException {
        String key = null;
        List<String> ids = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("key")) {
                key = texts.read(json);
            } else if (name.equals("record_ids") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    String id = line();
                    if (id != null && !id.isEmpty()) {
                        ids.add(id);
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        if (key != null) {
            links.put(key, ids);
        }
    }
}
