package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Writes the bodies of requests, in the envelopes that the API's reference shows. */
@Restricted(NoExternalUse.class)
public final class RequestJson {
    private static final long LARGEST_SAFE = 1L << 53;

    private RequestJson() {}

    /**
     * {@code {"custom_object_record":{"custom_fields":{…}}}}
     *
     * @throws IllegalArgumentException for a value that JSON has no form for
     */
    public static String fields(Map<String, Object> fields) {
        return text(Map.of(Kind.RECORD.envelope(), Map.of("custom_fields", fields)));
    }

    /**
     * {@code {"release":{"custom_object_links":{"customers":["640362830"]}}}}. For links between records the reference
     * shows ids as numbers; they go out so as long as every reader of JSON takes them exactly.
     */
    public static String links(Kind kind, String field, List<String> ids) {
        List<?> values =
                kind == Kind.RECORD ? ids.stream().map(RequestJson::number).toList() : ids;
        return text(Map.of(kind.envelope(), Map.of("custom_object_links", Map.of(field, values))));
    }

    private static Object number(String id) {
        boolean short64 = id.matches("0|[1-9][0-9]{0,15}");
        return short64 && Long.parseLong(id) <= LARGEST_SAFE ? (Object) Long.valueOf(id) : id;
    }

    private static String text(Map<String, ?> body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A field value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
