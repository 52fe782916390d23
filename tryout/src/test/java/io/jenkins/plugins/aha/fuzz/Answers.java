package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes up answers: statuses, headers, bodies. */
final class Answers {
    private static final List<Integer> STATUSES = List.of(
            200, 201, 204, 299, 0, 100, 301, 302, 304, 307, 400, 401, 403, 404, 408, 409, 410, 418, 422, 429, 500, 502,
            503, 504, 599, 999, -1);
    private static final List<String> TYPES =
            List.of("application/json", "text/html; charset=utf-8", "", "application/json; charset=\u0000");
    private static final List<String> PAGES = List.of(
            "",
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
            "<!DOCTYPE html><script>document.write('<b>')</script><p>Log in",
            "Too many requests",
            "<".repeat(500),
            "<title>" + "<a ".repeat(500));

    private Answers() {}

    static Response success(byte[] body) {
        return new Response(200, Map.of("date", "Sat, 31 Jan 2026 08:00:00 GMT"), body);
    }

    static Response success(String json) {
        return success(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Mostly a success with a body that has this property. */
    static Response like(String property, Choices choices) {
        int status = choices.below(4) > 0 ? 200 : choices.of(STATUSES);
        return new Response(status, headers(choices), Examples.like(property, choices));
    }

    /** Anything but a success. */
    static Response refusal(Choices choices) {
        int status = choices.of(STATUSES.subList(4, STATUSES.size()));
        byte[] body = switch (choices.below(4)) {
            case 0 -> Examples.like("errors", choices);
            case 1 -> Examples.like("error", choices);
            case 2 -> (choices.of(PAGES) + choices.text()).getBytes(StandardCharsets.UTF_8);
            default -> choices.text().getBytes(StandardCharsets.UTF_8);
        };
        return new Response(status, headers(choices), body);
    }

    static Map<String, String> headers(Choices choices) {
        Map<String, String> headers = new HashMap<>();
        for (int rest = choices.below(5); rest > 0; rest--) {
            switch (choices.below(6)) {
                case 0 -> headers.put("content-type", choices.of(TYPES));
                case 1 -> headers.put("retry-after", hint(choices));
                case 2 -> headers.put("retry_after", hint(choices));
                case 3 -> headers.put("x-ratelimit-reset", hint(choices));
                case 4 -> headers.put("x-ratelimit-remaining", hint(choices));
                default -> headers.put("date", hint(choices));
            }
        }
        return headers;
    }

    private static String hint(Choices choices) {
        return switch (choices.below(6)) {
            case 0 -> String.valueOf(choices.below(100));
            case 1 -> String.valueOf(choices.wideNumber());
            case 2 -> String.valueOf(1_769_846_400L + choices.below(1_000) - 500);
            case 3 -> "Sat, 31 Jan 2026 08:0" + choices.below(10) + ":" + choices.below(99) + " GMT";
            case 4 -> "Sat, 31 Jan " + choices.below(10_000) + " 08:00:00 " + choices.text();
            default -> choices.text();
        };
    }
}
