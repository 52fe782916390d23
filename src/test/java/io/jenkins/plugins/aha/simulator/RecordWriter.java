package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies what a POST or PUT carries to a record, without storing it (as in "update a custom table record").
 *
 * <p>The update is partial: a custom field or link field that is not named keeps its value; a named link field's list
 * is replaced. Not thread-safe: the caller holds the account's monitor.
 */
public final class RecordWriter {
    private final Account account;
    private final LinkWriter linkWriter;
    private final ShownValues shownValues;

    RecordWriter(Account account) {
        this.account = account;
        this.linkWriter = new LinkWriter(account);
        this.shownValues = new ShownValues(account.settings().values(), account.users());
    }

    /** The record after the write; throws {@link ApiError} 400 or 422 for a body that Aha! refuses. */
    StoredRecord apply(StoredRecord before, JsonNode written) {
        Instant now = account.now();
        SortedMap<String, FieldValue> fields = fields(before, written.path("custom_fields"), now);
        SortedMap<String, List<String>> links = linkWriter.apply(before, written.path("custom_object_links"));
        boolean named = before.table() == null && written.path("name").isTextual();
        String name = named ? written.path("name").asText() : before.name();
        boolean onlyLinks = shown(fields).equals(shown(before.fields())) && name.equals(before.name());
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
                chosen(field, entry.getValue()).ifPresent(value -> write(fields, field, value, now));
            } else if (takesCells(field, entry.getValue())) {
                put(fields, field, entry.getValue(), withCells(fields.get(field.key()), entry.getValue()), now);
            }
        }
        return fields;
    }

    private static Map<String, JsonNode> shown(SortedMap<String, FieldValue> fields) {
        Map<String, JsonNode> shown = new HashMap<>();
        fields.forEach((key, value) -> shown.put(key, value.value()));
        return shown;
    }

    /** What is left of a value when the options are taken that its choice list has; empty when it is ignored. */
    private Optional<JsonNode> chosen(ScreenDefinition.Field field, JsonNode written) {
        boolean list = written.isArray();
        boolean clears = written.isNull() || written.asText().isEmpty() && !list || list && written.isEmpty();
        if (field.options().isEmpty() || clears) {
            return Optional.of(written);
        }
        ArrayNode known = Printing.array();
        for (JsonNode one : list ? written : Printing.array().add(written)) {
            if (field.option(one.asText()).isPresent()) {
                known.add(one);
            } else if (account.settings().values().unknownChoices() == OnUnknown.REJECTED) {
                throw ApiError.invalid(field, "is not a valid option");
            }
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(list ? known : known.get(0));
    }

    private boolean takesCells(ScreenDefinition.Field field, JsonNode written) {
        return field.type() == FieldType.EQUATION_SHEET
                && account.settings().values().isShown(ShownForm.WORKSHEET_CELLS)
                && written.isObject();
    }

    /** The worksheet with the written cells, each as the documents show one. */
    private static JsonNode withCells(FieldValue before, JsonNode written) {
        ObjectNode sheet = before == null ? Printing.object() : before.value().deepCopy();
        ObjectNode cells = sheet.withObject("/values");
        written.properties().forEach(cell -> {
            JsonNode value = cell.getValue();
            ObjectNode shown = cells.withObject("/" + cell.getKey());
            shown.set("value", value);
            if (!shown.has("name")) {
                shown.put("name", cell.getKey());
            }
            shown.put("display_value", value.isNumber() ? Double.toString(value.asDouble()) : value.asText(null));
        });
        return sheet;
    }

    private void write(
            SortedMap<String, FieldValue> fields, ScreenDefinition.Field field, JsonNode value, Instant now) {
        JsonNode accepted = shownValues.of(field, value).orElse(null);
        if (accepted == null) {
            fields.remove(field.key());
        } else {
            put(fields, field, value, accepted, now);
        }
    }

    private void put(
            SortedMap<String, FieldValue> fields,
            ScreenDefinition.Field field,
            JsonNode written,
            JsonNode shown,
            Instant now) {
        FieldValue before = fields.get(field.key());
        String id = before == null ? account.ids().next() : before.id();
        boolean same = before != null && before.value().equals(shown);
        fields.put(field.key(), new FieldValue(id, shown, written, same ? before.updatedAt() : now));
    }

    /** Ideas and initiatives also take a list of {@code {"key":…,"value":…}}. */
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
