package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The reasons in the JSON of a refusal, each with the field that it is about. Aha! documents {@code error}; also read
 * are {@code message}, {@code errors} as an object or a list, a field's name as a key or as a value, JSON:API pointers
 * and lists of pairs, in any nesting. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class ErrorReasons {
    private static final List<String> WORDS =
            List.of("error", "message", "description", "error_description", "detail", "details", "msg", "full_message");
    /** What stands for words where there are none. */
    private static final List<String> CODES = List.of("title", "reason", "code", "type", "rule");

    private static final List<String> NAMES =
            List.of(("attribute field field_name property param parameter pointer path key source location loc"
                            + " name fields attributes")
                    .split(" "));
    /** Of these also a list names fields; a list under another key holds the reasons of a field with that key. */
    private static final Set<String> LISTS_OF_NAMES = Set.of("path", "loc", "fields", "attributes");

    /** Keys around reasons, which are never the key of a field. */
    private static final Set<String> HOLDERS =
            Set.of("error", "errors", "message", "messages", "details", "full_messages", "error_messages", "base");
    /** Keys around fields. */
    private static final Set<String> WRAPPERS =
            Set.of(("detail description violations invalid_params reasons data attributes relationships"
                            + " fields custom_fields custom_object_record source value values body")
                    .split(" "));
    /** Texts and lists that are no reason beside others. */
    private static final Set<String> REMARKS =
            Set.of("status code id type timestamp path request_id documentation_url trace backtrace stack".split(" "));

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 100;
    private static final Pattern SEPARATORS = Pattern.compile("[/.#$\\[\\]]+");

    private final Set<String> found = new LinkedHashSet<>();

    private ErrorReasons() {}

    /** Returns the reasons of a refusal, separated by semicolons; empty for none. */
    static String of(JsonNode refusal) {
        ErrorReasons reasons = new ErrorReasons();
        reasons.underKnownKeys(refusal);
        if (reasons.found.isEmpty()) {
            refusal.forEach(reasons::underKnownKeys);
        }
        if (reasons.found.isEmpty()) {
            // Rails' own shape: {"name": ["can't be blank"]}.
            reasons.all("", refusal);
        }
        return String.join("; ", reasons.found);
    }

    /** Returns the reasons under {@code error} and {@code errors}, at the top or inside a record; empty for none. */
    public static String ofSuccess(JsonNode answer) {
        ErrorReasons reasons = new ErrorReasons();
        reasons.errors(answer);
        if (reasons.found.isEmpty() && answer.isObject()) {
            answer.forEach(reasons::errors);
        }
        return String.join("; ", reasons.found);
    }

    /** Returns whether what a parser stands at, the value of {@code errors}, gives no reasons; it is read then. */
    static boolean isEmpty(JsonParser json) throws IOException {
        ErrorReasons reasons = new ErrorReasons();
        reasons.all("", Json.MAPPER.readTree(json));
        return reasons.found.isEmpty();
    }

    private void errors(JsonNode object) {
        all("", object.path("error"));
        all("", object.path("errors"));
    }

    private void underKnownKeys(JsonNode json) {
        if (json.isArray()) {
            all("", json);
        } else if (givesReasons(json)) {
            entry("", json, true);
        }
    }

    private static boolean givesReasons(JsonNode object) {
        return !words(object).isEmpty()
                || HOLDERS.stream().anyMatch(key -> object.path(key).isContainerNode())
                || object.path("description").isObject()
                || object.path("custom_fields").isObject();
    }

    private void all(String field, JsonNode json) {
        if (json.isArray()) {
            json.forEach(element -> element(field, element));
        } else if (json.isObject()) {
            entry(field, json, false);
        } else if (json.isTextual()) {
            add(field, json.asText());
        }
    }

    private void element(String field, JsonNode element) {
        boolean pair = element.isArray() && element.size() == 2 && isName(element.get(0)) && !isName(element.get(1));
        if (pair) {
            all(joined(field, element.get(0).asText()), element.get(1));
        } else if (element.isNumber()) {
            add(field, element.asText());
        } else {
            all(field, element);
        }
    }

    private void entry(String outer, JsonNode object, boolean onlyKnown) {
        if (found.size() >= MOST) {
            return;
        }
        int before = found.size();
        List<String> words = words(object);
        boolean reasons = givesReasons(object);
        String code = reasons ? "" : code(object);
        String name = reasons || !code.isEmpty() ? nameIn(object) : "";
        String field = name.isEmpty() ? outer : joined(outer, name);
        words.forEach(word -> add(field, word));
        if (!name.isEmpty()) {
            add(field, code);
        }
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            boolean naming = !name.isEmpty() && NAMES.contains(property.getKey());
            if (property.getValue().isContainerNode() && !naming) {
                container(field, property.getKey(), property.getValue(), onlyKnown);
            }
        }
        if (words.isEmpty() && name.isEmpty() && !onlyKnown) {
            texts(field, object, REMARKS);
            if (found.size() == before) {
                texts(field, object, Set.of());
            }
        }
    }

    private void container(String field, String key, JsonNode value, boolean onlyKnown) {
        boolean texts = value.isArray() && !value.isEmpty() && value.get(0).isTextual();
        if (HOLDERS.contains(key) || WRAPPERS.contains(key) && !texts) {
            all(field, value);
        } else if (!onlyKnown || texts && !REMARKS.contains(key)) {
            all(joined(field, key), value);
        }
    }

    /** {@code {"tier": "is invalid"}} */
    private void texts(String field, JsonNode object, Set<String> leftOut) {
        object.properties().stream()
                .filter(property -> property.getValue().isTextual() && !leftOut.contains(property.getKey()))
                .forEach(property -> add(
                        joined(field, property.getKey()), property.getValue().asText()));
    }

    private static List<String> words(JsonNode object) {
        return WORDS.stream()
                .map(object::path)
                .filter(value -> value.isTextual() && !value.asText().isBlank())
                .map(JsonNode::asText)
                .toList();
    }

    private static String code(JsonNode object) {
        return CODES.stream()
                .map(object::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the field that an object names: {@code "attribute": "tier"}, {@code "source": {"pointer":
     * "/data/…/tier"}}.
     */
    private static String nameIn(JsonNode object) {
        return NAMES.stream()
                .map(key -> name(key, object.path(key)))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String name(String key, JsonNode value) {
        if (value.isObject() && key.equals("source")) {
            return nameIn(value);
        }
        if (value.isArray() && LISTS_OF_NAMES.contains(key)) {
            List<String> names = new ArrayList<>();
            value.forEach(element -> names.add(isName(element) ? element.asText() : ""));
            boolean path = key.equals("path") || key.equals("loc");
            return path ? joined("", String.join("/", names)) : String.join(", ", names);
        }
        return isName(value) ? joined("", value.asText()) : "";
    }

    private static boolean isName(JsonNode value) {
        return value.isTextual()
                && !value.asText().isBlank()
                && value.asText().length() <= LONGEST_NAME
                && value.asText().chars().noneMatch(Character::isWhitespace);
    }

    /**
     * Returns a field's name below another, without what only wraps it: {@code /data/attributes/tier} is {@code tier}.
     */
    private static String joined(String outer, String name) {
        StringBuilder path = new StringBuilder(outer);
        for (String part : SEPARATORS.split(name)) {
            if (!part.isEmpty() && !HOLDERS.contains(part) && !WRAPPERS.contains(part)) {
                path.append(path.isEmpty() ? "" : ".").append(part);
            }
        }
        boolean onlyWrappers = path.length() == outer.length() && !HOLDERS.contains(name);
        return onlyWrappers ? outer + (outer.isEmpty() ? "" : ".") + name : path.toString();
    }

    private void add(String field, String text) {
        if (text.isBlank()) {
            return;
        }
        Pattern name = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_])" + Pattern.quote(field) + "(?![\\p{L}\\p{N}_])");
        boolean named = field.isEmpty() || name.matcher(text).find();
        found.add(named ? text.strip() : field + " " + text.strip());
    }
}
