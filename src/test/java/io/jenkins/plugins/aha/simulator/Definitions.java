package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Lists the custom fields: {@code screen_definitions} of a product (as in the document "custom table record links"),
 * {@code GET /custom_field_definitions}, all at once, and {@code GET /custom_field_definitions/:id/options}.
 *
 * <p>Not thread-safe: the caller holds the account's monitor.
 */
final class Definitions {
    private final Account account;
    private final Printing print;

    Definitions(Account account) {
        this.account = account;
        this.print = new Printing(account.settings());
    }

    /** The fields of each kind of record, as in a product; those of custom tables are not among them. */
    ArrayNode screens() {
        ArrayNode screens = Printing.array();
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.CUSTOM_OBJECT_RECORD) {
                String type = kind.railsClass();
                ObjectNode screen = screens.addObject();
                screen.set("id", print.numberInDocuments(StableId.of("screen", type)));
                screen.put("screenable_type", type).put("name", "Screen Definition " + screens.size());
                ArrayNode definitions = screen.putArray("custom_field_definitions");
                each(
                        type,
                        account.screen(kind),
                        (field, options) -> definitions.add(placed(field, options, definitions)));
            }
        }
        return screens;
    }

    private static ObjectNode placed(
            ObjectNode field, Collection<ScreenDefinition.Option> options, ArrayNode definitions) {
        field.remove("internal_name");
        field.remove("custom_fieldable_type");
        field.put("position", definitions.size() + 1).put("required", false);
        if (!options.isEmpty()) {
            ArrayNode entries = field.putArray("options");
            options.forEach(one -> entries.addObject().put("id", one.id()).put("label", one.label()));
        }
        return field;
    }

    Answer all() {
        ObjectNode answer = Printing.object();
        ArrayNode definitions = answer.putArray("custom_field_definitions");
        everywhere((field, options) -> {
            field.remove("api_type");
            definitions.add(field);
        });
        return Answer.json(200, answer);
    }

    Answer options(String definitionId) {
        ObjectNode answer = Printing.object();
        everywhere((field, options) -> {
            if (field.path("id").asText().equals(definitionId)) {
                ArrayNode entries = answer.putArray("options");
                options.forEach(
                        one -> entries.addObject().put("text", one.label()).put("value", one.id()));
            }
        });
        if (answer.isEmpty()) {
            throw ApiError.recordNotFound();
        }
        return Answer.json(200, answer);
    }

    private void everywhere(BiConsumer<ObjectNode, Collection<ScreenDefinition.Option>> use) {
        for (RecordKind kind : RecordKind.values()) {
            each(kind.railsClass(), account.screen(kind), use);
        }
        // A definition does not say which table it belongs to.
        account.tables().values().forEach(table -> each(RecordKind.CUSTOM_OBJECT_RECORD.railsClass(), table, use));
    }

    private void each(
            String fieldable,
            ScreenDefinition screen,
            BiConsumer<ObjectNode, Collection<ScreenDefinition.Option>> use) {
        for (ScreenDefinition.Field field : screen.fields()) {
            String type = field.type().definition(!field.options().isEmpty());
            ObjectNode definition = definition(
                    fieldable, field.key(), field.name(), type, field.type().apiType());
            use.accept(definition, field.options());
        }
        for (ScreenDefinition.LinkField link : screen.links()) {
            String type = "CustomFieldDefinitions::" + (link.manyToOne() ? "LinkOne" : "LinkMany");
            use.accept(definition(fieldable, link.key(), link.name(), type, "array"), List.of());
        }
    }

    private ObjectNode definition(String fieldable, String key, String name, String type, String apiType) {
        ObjectNode field = Printing.object();
        field.set("id", print.numberInDocuments(StableId.of(fieldable, key, type)));
        field.put("key", key).put("name", name).put("type", type).put("api_type", apiType);
        return field.putNull("internal_name").put("custom_fieldable_type", fieldable);
    }
}
