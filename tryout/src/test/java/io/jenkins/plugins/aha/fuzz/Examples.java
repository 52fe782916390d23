package io.jenkins.plugins.aha.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The answers that Aha!'s reference shows, taken apart and put together wrongly: first as trees, then as bytes. */
final class Examples {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Those without a document of their own among the seeds. */
    private static final List<String> OTHERS = List.of(
            "{\"features\":[{\"id\":\"99\",\"reference_num\":\"PRJ1-1\",\"name\":\"F\"},{\"id\":\"98\",\"reference_num\":"
                + "\"PRJ1-2\"}],\"pagination\":{\"total_records\":2,\"total_pages\":1,\"current_page\":1}}",
            "{\"user\":{\"id\":\"7\",\"name\":\"Q A\",\"email\":\"qa@example.org\",\"accounts\":[{\"account\":"
                    + "{\"domain\":\"acme\"}}]}}",
            "{\"errors\":{\"message\":\"Name can't be blank\"}}",
            "{\"error\":\"sequel: deadlock\",\"errors\":[{\"message\":\"a\",\"field\":\"b\"},\"c\"]}",
            "{\"name\":[\"can't be blank\"],\"base\":\"invalid\"}",
            "{\"errors\":{\"custom_fields\":{\"tier\":[\"is invalid\"]}}}",
            "{\"errors\":{\"message\":\"Failed\",\"details\":[{\"field\":\"tier\",\"message\":\"is invalid\"}]}}",
            "{\"errors\":[{\"source\":{\"pointer\":\"/data/attributes/tier\"},\"detail\":\"no option\"}]}",
            "{\"errors\":[[\"tier\",\"is invalid\"],[\"name\",[\"is too long\"]]]}",
            "{\"error\":{\"code\":422,\"field\":\"tier\",\"message\":\"is invalid\"}}",
            "{\"custom_object_records\":[{\"id\":\"1\"}],\"pagination\":[{\"total_pages\":\"1\"}]}",
            "{\"custom_object_records\":[{\"id\":\"1\"}],\"pagination\":{\"total_records\":1,\"current_page\":1}}",
            "{\"custom_object_records\":[{\"id\":\"1\"}],\"pagination\":null}",
            "{\"epic\":{\"id\":\"5\",\"custom_object_links\":[{\"key\":\"customers\",\"record_ids\":[\"1\",2]}]}}");

    private static final List<String> RAW_VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999999999",
            "-1E-999999999",
            "123456789012345678901234567890",
            "2147483648",
            "0.1",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"id\":{}}",
            "\"\\ud800\"",
            "\"a\\u0000\\r\\nb\"",
            "\"<b>x</b>\"",
            "NaN",
            "[".repeat(120) + "]".repeat(120),
            "{\"a\":".repeat(99) + "1" + "}".repeat(99));

    private static final List<JsonNode> ALL = load();

    private Examples() {}

    private static List<JsonNode> load() {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(
                Examples.class.getResource("/io/jenkins/plugins/aha/seeds").toURI()))) {
            for (Path file : files.sorted().toList()) {
                JsonNode answer = JSON.readTree(file.toFile()).path("responseBody");
                if (!answer.isNull()) {
                    all.add(answer);
                }
            }
            for (String other : OTHERS) {
                all.add(JSON.readTree(other));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** A body that is an example with a property of this name, more or less. */
    static byte[] like(String property, Choices choices) {
        List<JsonNode> fitting =
                ALL.stream().filter(example -> example.has(property)).toList();
        JsonNode tree = choices.of(fitting.isEmpty() || choices.oneIn(8) ? ALL : fitting)
                .deepCopy();
        for (int rest = choices.below(6); rest > 0; rest--) {
            tree = changed(tree, choices);
        }
        try {
            byte[] bytes = JSON.writeValueAsBytes(tree);
            for (int rest = choices.oneIn(4) ? choices.below(5) : 0; rest > 0; rest--) {
                bytes = broken(bytes, choices);
            }
            return bytes;
        } catch (JsonProcessingException brokenSurrogates) {
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static JsonNode changed(JsonNode tree, Choices choices) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        containers.removeIf(JsonNode::isEmpty);
        if (containers.isEmpty() || choices.oneIn(64)) {
            return value(choices);
        }
        JsonNode container = choices.of(containers);
        int place = choices.below(container.size());
        if (container instanceof ObjectNode object) {
            change(object, new ArrayList<>(object.properties()).get(place).getKey(), choices);
        } else {
            change((ArrayNode) container, place, choices);
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static void change(ObjectNode object, String key, Choices choices) {
        switch (choices.below(6)) {
            case 0 -> object.remove(key);
            case 1 -> object.set(choices.text(), object.remove(key));
            case 2 -> object.set(choices.text(), value(choices));
            case 3 -> object.set(key, NODES.arrayNode().add(object.get(key)));
            case 4 -> object.put(key, object.get(key).asText());
            default -> object.set(key, value(choices));
        }
    }

    private static void change(ArrayNode array, int place, Choices choices) {
        switch (choices.below(4)) {
            case 0 -> array.remove(place);
            case 1 -> array.add(array.get(place).deepCopy());
            case 2 -> array.insert(place, value(choices));
            default -> array.set(place, value(choices));
        }
    }

    private static JsonNode value(Choices choices) {
        return switch (choices.below(5)) {
            case 0 -> NODES.textNode(choices.text());
            case 1 -> NODES.numberNode(choices.wideNumber());
            case 2 -> choices.of(ALL).deepCopy();
            default -> NODES.rawValueNode(new RawValue(choices.of(RAW_VALUES)));
        };
    }

    private static byte[] broken(byte[] bytes, Choices choices) {
        int place = choices.below(bytes.length + 1);
        byte[] start = Arrays.copyOf(bytes, place);
        byte[] end = Arrays.copyOfRange(bytes, place, bytes.length);
        return switch (choices.below(5)) {
            case 0 -> start;
            case 1 -> joined(start, choices.raw(choices.below(8)), end);
            case 2 -> joined(start, end, end);
            case 3 -> joined(start, Arrays.copyOfRange(end, Math.min(end.length, choices.below(40)), end.length));
            default -> joined(start, choices.text().getBytes(StandardCharsets.UTF_8), end);
        };
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
