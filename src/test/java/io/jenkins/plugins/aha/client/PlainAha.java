package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Answers for a {@link PlainTable} without sockets, so that 100,000 histories take minutes. Reads come from replicas
 * that lag, others change the table between two requests, and answers to writes are lost. Not thread-safe.
 */
final class PlainAha implements Transport {
    private static final Response LOST =
            new Response(502, Map.of(), "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8));

    private final PlainTable table;
    private final PlainTable.VirtualClock clock;
    private final Random random;
    private final Duration longestLag;
    private final Runnable others;
    private final Comparator<PlainTable.Row> order;
    private int requests;

    /** @param others changes the table, or not */
    PlainAha(PlainTable table, PlainTable.VirtualClock clock, Random random, Duration longestLag, Runnable others) {
        this.table = table;
        this.clock = clock;
        this.random = random;
        this.longestLag = longestLag;
        this.others = others;
        Comparator<PlainTable.Row> byId = Comparator.comparingLong(PlainTable.Row::id);
        Comparator<PlainTable.Row> byUpdate = Comparator.comparing(PlainTable.Row::updatedAt);
        List<Comparator<PlainTable.Row>> orders = List.of(
                byId,
                byId.reversed(),
                byUpdate.thenComparing(byId),
                byUpdate.reversed().thenComparing(byId));
        this.order = orders.get(random.nextInt(orders.size()));
    }

    int requests() {
        return requests;
    }

    @Override
    public Response send(Request request) {
        requests++;
        clock.pass(Duration.ofMillis(random.nextInt(200)));
        others.run();
        String[] path = request.path().substring(1).split("/");
        boolean one = path[0].equals("custom_object_records");
        return switch (request.method()) {
            case GET -> one ? get(replica(), Long.parseLong(path[1])) : path[0].equals("me") ? me() : list(request);
            case POST -> answerTo(table.create(name(request)));
            case PUT -> {
                long id = Long.parseLong(path[1]);
                table.rename(id, name(request));
                yield table.now().containsKey(id) ? answerTo(id) : missing();
            }
            case DELETE -> {
                boolean there = table.now().containsKey(Long.parseLong(path[1]));
                table.delete(Long.parseLong(path[1]));
                yield there ? answer(204, "") : missing();
            }
        };
    }

    private Map<Long, PlainTable.Row> replica() {
        return longestLag.isZero()
                ? table.now()
                : table.before(Duration.ofMillis(random.nextInt((int) longestLag.toMillis())));
    }

    private Response answerTo(long id) {
        return random.nextInt(12) == 0 ? LOST : get(table.now(), id);
    }

    private Response get(Map<Long, PlainTable.Row> rows, long id) {
        PlainTable.Row row = rows.get(id);
        return row == null ? missing() : answer(200, "{\"custom_object_record\":" + json(row) + "}");
    }

    private Response list(Request request) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : request.query().split("&")) {
            String[] parts = parameter.split("=");
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Instant since = query.containsKey("updated_since") ? Instant.parse(query.get("updated_since")) : Instant.MIN;
        List<PlainTable.Row> all = replica().values().stream()
                .filter(row -> row.isHere() && row.updatedAt().isAfter(since))
                .sorted(order)
                .toList();
        int size = Integer.parseInt(query.get("per_page"));
        int page = Integer.parseInt(query.get("page"));
        String rows = all.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .map(PlainAha::json)
                .collect(Collectors.joining(","));
        return answer(
                200,
                "{\"custom_object_records\":[" + rows + "],\"pagination\":{\"total_records\":" + all.size()
                        + ",\"total_pages\":" + (all.size() + size - 1) / size + ",\"current_page\":" + page + "}}");
    }

    private Response me() {
        return answer(200, "{\"user\":{\"id\":\"1\",\"name\":\"CI\",\"email\":\"ci@example.org\"}}");
    }

    private Response missing() {
        return answer(404, "{\"error\":\"Record not found\"}");
    }

    private Response answer(int status, String json) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.now().atOffset(ZoneOffset.UTC));
        return new Response(status, Map.of("date", date), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(PlainTable.Row row) {
        return "{\"id\":\"" + row.id() + "\",\"product_id\":\"" + row.product() + "\",\"key\":\"customers\","
                + "\"created_at\":\"" + row.createdAt() + "\",\"updated_at\":\"" + row.updatedAt() + "\","
                + "\"custom_fields\":["
                + (row.name() == null
                        ? ""
                        : "{\"key\":\"name\",\"name\":\"Name\",\"value\":\"" + row.name() + "\",\"type\":\"string\"}")
                + "]}";
    }

    private static String name(Request request) {
        try {
            return Json.MAPPER
                    .readTree(request.body())
                    .at("/custom_object_record/custom_fields/name")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
