package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How ids, time stamps, users and addresses look in answers. Thread-safe. */
final class Printing {
    private static final long LARGEST_EXACT_IN_JAVASCRIPT = 1L << 53;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final SimulatorSettings settings;

    Printing(SimulatorSettings settings) {
        this.settings = settings;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static String millis(Instant time) {
        return MILLIS.format(time);
    }

    static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    static String day(Instant time) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(time);
    }

    /** An id that the documents print as a JSON string. */
    JsonNode id(String id) {
        return settings.idForm() == IdForm.NUMBERS ? LongNode.valueOf(Long.parseLong(id)) : TextNode.valueOf(id);
    }

    /** An id that the documents print as a JSON number while it is small. */
    JsonNode numberInDocuments(String id) {
        long number = Long.parseLong(id);
        boolean asNumber = settings.idForm() == IdForm.AS_IN_DOCUMENTS && number <= LARGEST_EXACT_IN_JAVASCRIPT;
        return asNumber ? LongNode.valueOf(number) : id(id);
    }

    void times(ObjectNode json, StoredRecord record) {
        json.put("created_at", millis(record.createdAt()));
        json.put("updated_at", millis(record.updatedAt()));
    }

    ObjectNode user(AhaUser user) {
        ObjectNode json = object();
        json.set("id", id(user.id()));
        json.put("name", user.name()).put("email", user.email());
        json.put("created_at", millis(user.createdAt()));
        return json.put("updated_at", millis(user.createdAt()));
    }

    String page(StoredRecord record) {
        return settings.siteUrl() + record.kind().pagePath() + record.reference();
    }

    String resource(StoredRecord record) {
        return settings.siteUrl() + "/api/v1/" + record.kind().path() + "/" + record.reference();
    }

    /** In the documents a product and a goal name their page as their own resource. */
    String ownResource(StoredRecord record) {
        boolean page = record.kind() == RecordKind.PRODUCT || record.kind() == RecordKind.GOAL;
        return page ? page(record) : resource(record);
    }
}
