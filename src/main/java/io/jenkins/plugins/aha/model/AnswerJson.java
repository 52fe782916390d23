package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads the answers that are not custom table records: the links of other kinds, a release's features, the user. */
@Restricted(NoExternalUse.class)
public final class AnswerJson {
    private static final int LONGEST_NAME = 100;
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{1,50}");

    private AnswerJson() {}

    /**
     * Returns the links of one thing. A field that is missing holds no links. Null when the answer is
     * not about such a thing.
     */
    public static LinkTarget readLinks(JsonParser json, Kind kind) throws IOException {
        JsonNode thing = Json.tree(json).path(kind.envelope());
        boolean refused = !thing.has("id") && thing.has("errors");
        if (!thing.isObject() || refused) {
            return null;
        }
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (JsonNode entry : thing.path("custom_object_links")) {
            List<String> ids = new ArrayList<>();
            for (JsonNode id : entry.path("record_ids")) {
                String text = id.isNull() ? "" : PlainText.line(id.asText());
                if (!text.isEmpty()) {
                    ids.add(text);
                }
            }
            links.put(entry.path("key").asText(), ids);
        }
        String id = thing.path("id").asText();
        String reference = PlainText.line(thing.path(kind.referenceProperty()).asText());
        return new LinkTarget(
                Reference.isNumericId(id) ? id : "",
                REFERENCE.matcher(reference).matches() ? reference : "",
                kind == Kind.RECORD
                        ? recordName(thing)
                        : PlainText.line(thing.path("name").asText(), LONGEST_NAME),
                PlainText.line(thing.path("url").asText()),
                links);
    }

    private static String recordName(JsonNode record) throws IOException {
        try (JsonParser json = record.traverse(Json.MAPPER)) {
            json.nextToken();
            return RecordTitle.of(RecordJson.readRecord(json), List.of());
        }
    }

    /** Returns a page of a release's features; null when the answer is none, or has a feature without usable number. */
    public static RecordPage<Reference> readFeatures(JsonParser json) throws IOException {
        return PageJson.read(json, "features", item -> {
            JsonNode feature = Json.tree(item);
            String id = feature.path("reference_num").asText(feature.path("id").asText());
            return REFERENCE.matcher(id).matches() ? new Reference(Kind.FEATURE, id) : null;
        });
    }

    /** Returns the user of GET /me; null when the answer is none. */
    public static User readUser(JsonParser json) throws IOException {
        JsonNode user = Json.tree(json).path("user");
        if (!user.isObject()) {
            return null;
        }
        List<String> accounts = new ArrayList<>();
        for (JsonNode entry : user.path("accounts")) {
            String domain = entry.path("account").path("domain").asText();
            if (!domain.isEmpty()) {
                accounts.add(domain);
            }
        }
        String id = PlainText.line(user.path("id").asText());
        return new User(id, user.path("name").asText(), user.path("email").asText(), accounts);
    }

    /** Returns the choice lists among the definitions of custom fields: id → key. */
    public static Map<String, String> readChoiceLists(JsonParser json) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        for (JsonNode definition : Json.tree(json).path("custom_field_definitions")) {
            if (definition.path("type").asText().contains("Select")) {
                keys.put(
                        PlainText.line(definition.path("id").asText()),
                        definition.path("key").asText());
            }
        }
        return keys;
    }

    /** Returns the options of a choice list: id → label. */
    public static Map<String, String> readOptions(JsonParser json) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        Json.tree(json)
                .path("options")
                .forEach(option -> labels.put(
                        option.path("value").asText(), option.path("text").asText()));
        return labels;
    }
}
