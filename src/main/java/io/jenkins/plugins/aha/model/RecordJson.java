package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.aha.values.FieldForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads custom table records from JSON token by token: a page is never held as a tree. The shapes are those of "Custom
 * table records" in the API's reference; ids are read from texts and from numbers, of any size.
 */
@Restricted(NoExternalUse.class)
public final class RecordJson {
    private static final Set<String> USER = Set.of("id", "name", "email");

    private RecordJson() {}

    /** Returns the one record of an answer; null when it holds none. */
    public static CustomTableRecord readEnvelope(JsonParser json) throws IOException {
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

    /** Returns a page of a table's records; null when the answer is none, or has a record without id. */
    public static RecordPage<CustomTableRecord> readPage(JsonParser json) throws IOException {
        return PageJson.read(json, "custom_object_records", item -> {
            CustomTableRecord record = readRecord(item);
            return record.id() == null ? null : record;
        });
    }

    /** Returns a record in the form that {@link #read} reads: its fields, ids and times, without links. */
    public static byte[] write(CustomTableRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            // 1E+2 must keep its scale, and 1E+100 would be too long for a number.
            json.disable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            json.writeStartObject();
            json.writeStringField("id", record.id());
            json.writeStringField("product_id", record.productId());
            json.writeStringField("key", record.table());
            json.writeStringField("created_at", record.createdAt());
            json.writeStringField("updated_at", record.updatedAt());
            json.writeArrayFieldStart("custom_fields");
            for (Map.Entry<String, Object> field : record.fields().entrySet()) {
                FieldForm form = record.form(field.getKey());
                json.writeStartObject();
                json.writeStringField("key", field.getKey());
                json.writeStringField("type", form.type());
                json.writePOJOField("value", field.getValue());
                if (form.emails() != null) {
                    json.writePOJOField("email_value", form.emails());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Returns what was {@linkplain #write written}. */
    public static CustomTableRecord read(byte[] written) throws IOException {
        try (JsonParser json = Json.MAPPER.createParser(written)) {
            json.nextToken();
            return readRecord(json);
        }
    }

    /** Returns the record that the parser is at; its id is null where the record has none. */
    static CustomTableRecord readRecord(JsonParser json) throws IOException {
        String id = null;
        String productId = null;
        String table = null;
        String createdAt = null;
        String updatedAt = null;
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, FieldForm> forms = new HashMap<>();
        Map<String, List<String>> links = new LinkedHashMap<>();
        List<Map<String, String>> incoming = new ArrayList<>();
        Map<String, String> createdBy = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                switch (name) {
                    case "custom_fields" -> forEachObject(json, () -> FieldJson.read(json, fields, forms));
                    case "custom_object_links" -> forEachObject(json, () -> readLink(json, links));
                    case "linked_records" -> forEachObject(json, () -> incoming.add(readLinkedRecord(json)));
                    default -> json.skipChildren();
                }
            } else if (value == JsonToken.START_OBJECT && name.equals("created_by_user")) {
                createdBy = readUser(json);
            } else {
                switch (name) {
                    case "id" -> id = line(json);
                    case "product_id" -> productId = line(json);
                    case "key" -> table = line(json);
                    case "created_at" -> createdAt = line(json);
                    case "updated_at" -> updatedAt = line(json);
                    default -> json.skipChildren();
                }
            }
        }
        return new CustomTableRecord(
                id == null || id.isEmpty() ? null : id,
                productId,
                table,
                fields,
                forms,
                links,
                incoming,
                createdAt,
                updatedAt,
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

    private static String line(JsonParser json) throws IOException {
        return PlainText.line(FieldJson.text(json));
    }

    /** What is null or nested is left out. */
    private static Map<String, String> readUser(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(8);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!USER.contains(name)) {
                json.skipChildren();
                continue;
            }
            String text = FieldJson.text(json);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    /** There may be many, so each is read into the map that it becomes. */
    private static Map<String, String> readLinkedRecord(JsonParser json) throws IOException {
        String key = null;
        String title = null;
        String type = null;
        String id = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "key" -> key = FieldJson.text(json);
                case "name" -> title = FieldJson.text(json);
                case "record_type" -> type = FieldJson.text(json);
                case "record_id" -> id = FieldJson.text(json);
                default -> json.skipChildren();
            }
        }
        Map<String, String> link = new LinkedHashMap<>(8);
        link.put("key", key);
        link.put("name", title);
        link.put("recordType", type);
        link.put("recordId", id);
        return link;
    }

    private static void readLink(JsonParser json, Map<String, List<String>> links) throws IOException {
        String key = null;
        List<String> ids = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("key")) {
                key = FieldJson.text(json);
            } else if (name.equals("record_ids") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    String id = PlainText.line(FieldJson.text(json));
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
