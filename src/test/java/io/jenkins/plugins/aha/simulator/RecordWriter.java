package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies what a POST or PUT carries to a record, without storing it (seed "update a custom table record", notes §5,
 * §6).
 *
 * <p>The update is partial: a custom field or link field that is not named keeps its value; a named link field's list
 * is replaced. Not thread-safe: the caller holds the account's monitor.
 */
final class RecordWriter {
    private final Account account;
    private final LinkWriter linkWriter;

    RecordWriter(Account account) {
        this.account = account;
        this.linkWriter = new LinkWriter(account);
    }

    /** The record after the write; throws {@link ApiError} 400 or 422 for a body that Aha! refuses. */
    StoredRecord apply(StoredRecord before, JsonNode written) {
        Instant now = account.now();
        SortedMap<String, FieldValue> fields = fields(before, written.path("custom_fields"), now);
        SortedMap<String, List<String>> links = linkWriter.apply(before, written.path("custom_object_links"));
        boolean named = before.table() == null && written.path("name").isTextual();
        String name = named ? written.path("name").asText() : before.name();
        boolean onlyLinks = fields.equals(before.fields()) && name.equals(before.name());
        boolean touched = !onlyLinks
                || (!links.equals(before.links()) && account.settings().linksTouchUpdatedAt());
        return before.changed(name, fields, links, touched ? now : before.updatedAt());
    }

    private SortedMap<String, FieldValue> fields(StoredRecord before, JsonNode written, Instant now) {
        SortedMap<String, FieldValue> fields = new TreeMap<>(before.fields());
        for (Map.Entry<String, JsonNode> entry : asObject(before, written).properties()) {
            ScreenDefinition.Field field =
                    account.screenOf(before).field(entry.getKey()).orElse(null);
            if (field == null) {
                refuseUnknown("custom field", entry.getKey());
            } else if (field.type().isWritable()) {
                write(fields, field, entry.getValue(), now);
            }
        }
        return fields;
    }

    private void write(
            SortedMap<String, FieldValue> fields, ScreenDefinition.Field field, JsonNode value, Instant now) {
        JsonNode accepted = field.type().accept(field.name(), value).orElse(null);
        FieldValue before = fields.get(field.key());
        if (accepted == null) {
            fields.remove(field.key());
        } else if (before == null) {
            fields.put(field.key(), new FieldValue(account.ids().next(), accepted, now));
        } else if (!before.value().equals(accepted)) {
            fields.put(field.key(), new FieldValue(before.id(), accepted, now));
        }
    }

    /** Ideas and initiatives also take a list of {@code {"key":…,"value":…}} (notes §5). */
    private static ObjectNode asObject(StoredRecord record, JsonNode written) {
        if (written.isObject()) {
            return (ObjectNode) written;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean takesList = record.kind() == RecordKind.IDEA || record.kind() == RecordKind.INITIATIVE;
        if (written.isArray() && takesList) {
            written.forEach(entry -> object.set(entry.path("key").asText(), entry.path("value")));
        } else if (!written.isMissingNode() && !written.isNull()) {
            throw new ApiError(400, "custom_fields must be an object");
        }
        return object;
    }

    private void refuseUnknown(String what, String key) {
        if (account.settings().unknownFields() == OnUnknown.REJECTED) {
            throw new ApiError(422, "Unknown " + what + ": " + key);
        }
    }
}
