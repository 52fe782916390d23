package io.jenkins.plugins.aha.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Any value for any parameter of any step; where they pass, the step runs against an account that does what is asked.
 */
final class ParametersCase implements FuzzCase {
    private static final JsonMapper JSON = new JsonMapper();

    /** Parameters that are right, one or two of which are then made wrong. */
    private static final Map<String, Map<String, Object>> RIGHT = Map.of(
            "ahaCreateRecord",
            Map.of(
                    "product",
                    "PRJ1",
                    "table",
                    "customers",
                    "fields",
                    Map.of("name", "Acme", "seats", 5),
                    "uniqueBy",
                    "name",
                    "ifExists",
                    "update",
                    "verify",
                    true),
            "ahaUpdateRecord",
            Map.of("id", "640362830", "fields", Map.of("name", "Acme", "tags", List.of("a", "b")), "verify", false),
            "ahaGetRecord",
            Map.of("id", "640362830"),
            "ahaListRecords",
            Map.of(
                    "product",
                    "PRJ1",
                    "table",
                    "customers",
                    "updatedSince",
                    "2026-01-31",
                    "where",
                    Map.of("name", List.of("Acme")),
                    "fields",
                    List.of("name"),
                    "limit",
                    3,
                    "saveTo",
                    "a.csv"),
            "ahaDeleteRecord",
            Map.of("id", List.of("1", "2"), "ifMissing", "ignore"),
            "ahaLinkRecords",
            Map.of(
                    "target",
                    List.of("PRJ1-R-1", "PRJ1-12"),
                    "field",
                    "customers",
                    "records",
                    List.of("1", 2),
                    "mode",
                    "add",
                    "verify",
                    false),
            "ahaReferences",
            Map.of("products", List.of("PRJ1"), "text", "PRJ1-1 and prj1-r-2", "since", "build"));

    private static final List<String> STEPS = List.copyOf(new TreeSet<>(RIGHT.keySet()));
    private static final List<String> NAMES = List.of(
            "site",
            "credentialsId",
            "onError",
            "dryRun",
            "product",
            "table",
            "fields",
            "uniqueBy",
            "ifExists",
            "verify",
            "id",
            "updatedSince",
            "where",
            "limit",
            "saveTo",
            "ifMissing",
            "target",
            "kind",
            "field",
            "records",
            "mode",
            "withFeatures",
            "products",
            "since",
            "text");

    @Override
    public Ending run(Choices choices) throws Exception {
        String step = choices.of(STEPS);
        Map<String, Object> parameters = new LinkedHashMap<>();
        RIGHT.get(step).forEach((name, value) -> {
            if (!choices.oneIn(8)) {
                parameters.put(name, value);
            }
        });
        List<String> own = List.copyOf(new TreeSet<>(RIGHT.get(step).keySet()));
        for (int rest = choices.below(4); rest > 0; rest--) {
            String name = choices.oneIn(3) ? choices.of(NAMES) : choices.of(own);
            parameters.put(choices.oneIn(50) ? choices.text() : name, wrong(name, choices));
        }
        HostileAccount account = new HostileAccount(ParametersCase::obey);
        try {
            plain(Invocation.of(step, parameters).run(account.build()));
            if ("true".equals(String.valueOf(parameters.get("dryRun")))) {
                account.requests()
                        .forEach(request ->
                                Check.that(request.method() == Request.Method.GET, () -> "a dry run sent " + request));
            }
            return Ending.VALUE;
        } catch (ParameterException | AhaException e) {
            Check.oneLine(e.getMessage());
            return Ending.TYPED_ERROR;
        }
    }

    private static Object wrong(String name, Choices choices) {
        return switch (choices.below(4)) {
            case 0 -> name.equals("fields") || name.equals("where") ? Map.of("name", any(choices)) : choices.text();
            case 1 -> List.of("PRJ1-R-1", "5", choices.text());
            case 2 -> choices.of(List.of("true", "false", "5", "PRJ1-1", "a.json", "a.jsonl", "remove", "replace"));
            default -> Values.any(choices, 3);
        };
    }

    private static Object any(Choices choices) {
        Object value = Values.any(choices, 3);
        return value == null ? "" : value;
    }

    /** What a step returns is plain and survives a restart. */
    private static void plain(Object result) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(result);
        } catch (IOException e) {
            throw new AssertionError("not serializable: " + result, e);
        }
    }

    /** Keeps the fields and the links that are sent. */
    private static Response obey(Request request) {
        try {
            JsonNode sent = JSON.readTree(request.body());
            if (request.method() == Request.Method.DELETE) {
                return new Response(204, Map.of(), new byte[0]);
            }
            if (request.path().endsWith("/records") && request.method() == Request.Method.GET) {
                return Answers.success("{\"custom_object_records\":[{\"id\":\"7\",\"custom_fields\":[{\"key\":\"name\","
                        + "\"value\":\"Acme\"}]},{\"id\":8}]}");
            }
            if (request.path().endsWith("/features")) {
                return Answers.success("{\"features\":[{\"reference_num\":\"PRJ1-77\"}]}");
            }
            return Answers.success(JSON.writeValueAsBytes(kept(sent)));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + request.body(), e);
        }
    }

    private static ObjectNode kept(JsonNode sent) {
        ObjectNode record = JSON.createObjectNode().put("id", "640362830");
        ArrayNode fields = record.putArray("custom_fields");
        sent.findPath("custom_fields")
                .properties()
                .forEach(field -> fields.addObject().put("key", field.getKey()).set("value", field.getValue()));
        ArrayNode links = record.putArray("custom_object_links");
        sent.findPath("custom_object_links")
                .properties()
                .forEach(link -> links.addObject().put("key", link.getKey()).set("record_ids", link.getValue()));
        ObjectNode answer = JSON.createObjectNode();
        for (String envelope : List.of(
                "custom_object_record",
                "product",
                "release",
                "feature",
                "requirement",
                "idea",
                "initiative",
                "goal",
                "epic")) {
            answer.set(envelope, record);
        }
        return answer;
    }
}
