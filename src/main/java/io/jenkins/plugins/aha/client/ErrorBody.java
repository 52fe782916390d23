package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the one sentence in the body of a refusal. Aha! has used several shapes ({@code error}, {@code message},
 * {@code errors} as object, list of objects or list of texts; notes on the API, §4), and proxies answer HTML.
 */
final class ErrorBody {
    private static final int LONGEST = 300;
    private static final int MOST_READ = 64 * 1024;
    /** Of a web page; searching it for tags may take time in the square of its length. */
    private static final int MOST_SEARCHED = 8 * 1024;

    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1\\s*>|\\z)");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title\\s*>");
    /** Not every less-than sign: "must be < 100" is a message. */
    private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z!?][^>]*>?");

    private ErrorBody() {}

    /** Aha!'s own message in one line, HTML and control characters cut out, at most 300 characters; empty for none. */
    static String message(Response response) {
        int length = Math.min(response.body().length, MOST_READ);
        String text = new String(response.body(), 0, length, StandardCharsets.UTF_8);
        String found;
        try {
            JsonNode json = AnswerBody.MAPPER.readTree(text);
            found = json == null || !json.isContainerNode() ? plain(text) : joined(sentences(json));
        } catch (JsonProcessingException notJson) {
            found = plain(text);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return PlainText.line(TAG.matcher(found).replaceAll(" "), LONGEST);
    }

    private static String joined(List<String> sentences) {
        return sentences.stream().filter(text -> !text.isBlank()).distinct().collect(Collectors.joining("; "));
    }

    private static List<String> sentences(JsonNode json) {
        List<String> found = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(element -> found.addAll(element.isValueNode() ? texts(element) : sentences(element)));
            return found;
        }
        for (String key : List.of("error", "message", "errors", "description", "error_description")) {
            JsonNode value = json.path(key);
            found.addAll(value.isContainerNode() ? sentences(value) : texts(value));
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

    private static List<String> texts(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? List.of() : List.of(value.asText());
    }

    private static String plain(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), MOST_SEARCHED));
        var title = TITLE.matcher(text);
        String start = title.find() ? title.group(1) + " " : "";
        return start + INVISIBLE.matcher(text).replaceAll(" ");
    }
}
