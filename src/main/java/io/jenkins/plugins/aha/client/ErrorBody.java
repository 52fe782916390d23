package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the one sentence in the body of a refusal. Aha! has used several shapes ({@code error}, {@code message},
 * {@code errors} as object, list of objects or list of texts; notes on the API, §4), and proxies answer HTML.
 */
final class ErrorBody {
    private static final int LONGEST = 300;
    private static final int MOST_READ = 64 * 1024;
    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1\\s*>|\\z)");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title\\s*>");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>?");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    private ErrorBody() {}

    /** Aha!'s own message in one line, HTML and control characters cut out, at most 300 characters; empty for none. */
    static String message(Response response) {
        int length = Math.min(response.body().length, MOST_READ);
        String text = new String(response.body(), 0, length, StandardCharsets.UTF_8);
        String found;
        try {
            JsonNode json = RecordJson.MAPPER.readTree(text);
            found = json == null || !json.isContainerNode() ? plain(text) : String.join("; ", sentences(json));
        } catch (JsonProcessingException notJson) {
            found = plain(text);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return shorten(BLANK.matcher(TAG.matcher(found).replaceAll(" ")).replaceAll(" ").trim());
    }

    private static List<String> sentences(JsonNode json) {
        List<String> found = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(element -> found.addAll(element.isValueNode() ? List.of(element.asText()) : sentences(element)));
            return found;
        }
        for (String key : List.of("error", "message", "errors", "description", "error_description")) {
            JsonNode value = json.path(key);
            if (value.isValueNode() && !value.isNull()) {
                found.add(value.asText());
            } else if (value.isContainerNode()) {
                found.addAll(sentences(value));
            }
        }
        if (found.isEmpty()) {
            // Rails' own shape: {"name": ["can't be blank"]}
            for (Map.Entry<String, JsonNode> property : json.properties()) {
                if (property.getValue().isArray() || property.getValue().isTextual()) {
                    List<String> texts = property.getValue().isTextual()
                            ? List.of(property.getValue().asText())
                            : sentences(property.getValue());
                    texts.forEach(text -> found.add(property.getKey() + " " + text));
                }
            }
        }
        return found;
    }

    private static String plain(String text) {
        var title = TITLE.matcher(text);
        String start = title.find() ? title.group(1) + " " : "";
        return start + INVISIBLE.matcher(text).replaceAll(" ");
    }

    private static String shorten(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
