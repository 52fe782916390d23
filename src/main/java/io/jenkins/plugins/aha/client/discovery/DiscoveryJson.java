package io.jenkins.plugins.aha.client.discovery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aha.model.Json;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.PageJson;
import io.jenkins.plugins.aha.model.PlainText;
import io.jenkins.plugins.aha.model.RecordPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the answers that describe an account. What has no key that a form could use is left out. */
final class DiscoveryJson {
    /** Names and keys are shown in forms; nothing that is longer is one. */
    private static final int LONGEST = 200;

    private static final Map<String, Kind> SCREENS = Map.of(
            "Project", Kind.PRODUCT,
            "Release", Kind.RELEASE,
            "Feature", Kind.FEATURE,
            "Requirement", Kind.REQUIREMENT,
            "Ideas::Idea", Kind.IDEA,
            "Initiative", Kind.INITIATIVE,
            "StrategicImperative", Kind.GOAL,
            "Epic", Kind.EPIC);

    private DiscoveryJson() {}

    static RecordPage<Product> readProducts(JsonParser json) throws IOException {
        return PageJson.read(json, "products", item -> {
            JsonNode product = Json.tree(item);
            String prefix = text(product, "reference_prefix");
            return prefix.isEmpty()
                    ? null
                    : new Product(
                            text(product, "id"),
                            prefix,
                            text(product, "name"),
                            product.path("product_line").asBoolean());
        });
    }

    static RecordPage<Release> readReleases(JsonParser json) throws IOException {
        return PageJson.read(json, "releases", item -> {
            JsonNode release = Json.tree(item);
            String reference = text(release, "reference_num");
            JsonNode released = release.path("released");
            return reference.isEmpty()
                    ? null
                    : new Release(
                            reference,
                            text(release, "name"),
                            text(release, "release_date"),
                            release.path("parking_lot").asBoolean(),
                            released.isBoolean() ? released.asBoolean() : null);
        });
    }

    /** Returns the layouts in a product; null when the answer is none. */
    static Layouts readLayouts(JsonParser json) throws IOException {
        JsonNode product = Json.tree(json).path(Kind.PRODUCT.envelope());
        if (!product.isObject()) {
            return null;
        }
        Map<Kind, List<FieldDefinition>> layouts = new EnumMap<>(Kind.class);
        for (JsonNode screen : product.path("screen_definitions")) {
            Kind kind = SCREENS.get(screen.path("screenable_type").asText());
            if (kind != null) {
                layouts.computeIfAbsent(kind, first -> new ArrayList<>())
                        .addAll(fields(screen.path("custom_field_definitions"), true));
            }
        }
        return new Layouts(layouts);
    }

    /** Returns the definitions that belong to some custom table. */
    static List<FieldDefinition> readTableDefinitions(JsonParser json) throws IOException {
        List<JsonNode> ofTables = new ArrayList<>();
        for (JsonNode field : Json.tree(json).path("custom_field_definitions")) {
            if (field.path("custom_fieldable_type").asText().contains("CustomObject")) {
                ofTables.add(field);
            }
        }
        return fields(ofTables, false);
    }

    /** Returns the fields and link fields that a page of records shows; null when the answer is no page. */
    static Table readTable(JsonParser json) throws IOException {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        RecordPage<JsonNode> page = PageJson.read(json, "custom_object_records", Json::tree);
        if (page == null) {
            return null;
        }
        for (JsonNode record : page.items()) {
            fields(record.path("custom_fields"), true).forEach(field -> fields.putIfAbsent(field.key(), field));
        }
        for (JsonNode record : page.items()) {
            fields(record.path("custom_object_links"), true)
                    .forEach(link -> fields.putIfAbsent(
                            link.key(), new FieldDefinition(link.key(), link.name(), "LinkMany", true)));
        }
        return new Table(page.totalRecords(), List.copyOf(fields.values()));
    }

    /** Returns a thing of any kind; null when the answer is not about one. */
    static Named readNamed(JsonParser json, Kind kind) throws IOException {
        JsonNode thing = Json.tree(json).path(kind.envelope());
        if (!thing.isObject() || !thing.has("id")) {
            return null;
        }
        String reference = text(thing, kind.referenceProperty());
        return new Named(
                reference.isEmpty() ? text(thing, "id") : reference, text(thing, "product_id"), text(thing, "name"));
    }

    private static List<FieldDefinition> fields(Iterable<JsonNode> definitions, boolean seen) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (JsonNode field : definitions) {
            String key = text(field, "key");
            if (!key.isEmpty()) {
                String type = text(field, "type").replaceFirst("^.*::", "");
                fields.add(new FieldDefinition(key, text(field, "name"), type, seen));
            }
        }
        return fields;
    }

    private static String text(JsonNode json, String property) {
        JsonNode value = json.path(property);
        return value.isValueNode() && !value.isNull() ? PlainText.line(value.asText(), LONGEST) : "";
    }
}
