package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Writes the bodies of requests, in the envelopes that the API's reference shows. */
final class RequestJson {
    private static final BigInteger LARGEST_SAFE = BigInteger.ONE.shiftLeft(53);

    private RequestJson() {}

    /** {@code {"custom_object_record":{"custom_fields":{…}}}} */
    static String fields(Map<String, Object> fields) {
        ObjectNode root = RecordJson.MAPPER.createObjectNode();
        root.putObject(Kind.RECORD.envelope()).set("custom_fields", RecordJson.MAPPER.valueToTree(fields));
        return text(root);
    }

    /**
     * {@code {"release":{"custom_object_links":{"customers":["640362830"]}}}}. For links between records the reference
     * shows ids as numbers; they go out so as long as every reader of JSON takes them exactly.
     */
    static String links(Kind kind, String field, List<String> ids) {
        ObjectNode root = RecordJson.MAPPER.createObjectNode();
        ArrayNode array = root.putObject(kind.envelope()).putObject("custom_object_links").putArray(field);
        for (String id : ids) {
            if (kind == Kind.RECORD && isSafeNumber(id)) {
                array.add(Long.parseLong(id));
            } else {
                array.add(id);
            }
        }
        return text(root);
    }

    private static boolean isSafeNumber(String id) {
        return id.matches("0|[1-9][0-9]{0,15}") && new BigInteger(id).compareTo(LARGEST_SAFE) <= 0;
    }

    private static String text(ObjectNode root) {
        try {
            return RecordJson.MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes can always be written", e);
        }
    }
}
