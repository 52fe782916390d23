package io.jenkins.plugins.aha.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aha.http.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list on pages that may say odd things of itself, over real HTTP; what it holds may change between two pages. */
final class PagedServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    final List<String> ids = new ArrayList<>();

    /** Says how a page is answered instead. */
    interface Refusal {
        /** @return null for the page itself */
        ScriptedServer.Reply to(int page, int perPage);
    }

    /** Writes the part of an answer that counts. */
    interface Counting {
        /** @return the value of {@code pagination}; null for none */
        String of(int page, int perPage, int total);
    }

    String property = "custom_object_records";
    Counting counting = (page, perPage, total) -> "{\"total_records\":" + total + ",\"total_pages\":"
            + (total + perPage - 1) / perPage + ",\"current_page\":" + page + "}";
    Refusal refusal = (page, perPage) -> null;
    /** No page has more. */
    int cap = 200;
    /** The list begins anew with each page. */
    boolean ignoresPages;
    /** Runs after a page was answered. */
    Runnable afterPage = () -> {};
    /** Text in each record. */
    String note = "";

    PagedServer(int records) throws IOException {
        IntStream.rangeClosed(1, records).forEach(number -> ids.add(String.valueOf(10_000 + number)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "paged server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getQuery();
            seen.add(query);
            int page = number(query, "page");
            int perPage = number(query, "per_page");
            ScriptedServer.Reply refused = refusal.to(page, perPage);
            ScriptedServer.Reply reply = refused == null ? ScriptedServer.Reply.of(200, page(page, perPage)) : refused;
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static int number(String query, String name) {
        return Integer.parseInt(query.replaceAll("(?:.*&)?" + name + "=([0-9]+).*", "$1"));
    }

    private synchronized String page(int page, int perPage) {
        int size = ignoresPages ? cap : Math.min(cap, perPage);
        int from = ignoresPages ? 0 : Math.min(ids.size(), (page - 1) * size);
        String items = ids.subList(from, Math.min(ids.size(), from + size)).stream()
                .map(id -> property.equals("features")
                        ? "{\"reference_num\":\"PRJ1-" + id + "\"}"
                        : "{\"id\":\"" + id + "\",\"custom_fields\":[{\"key\":\"note\",\"value\":\"" + note + "\"}]}")
                .collect(Collectors.joining(","));
        String count = counting.of(page, size, ids.size());
        afterPage.run();
        return "{\"" + property + "\":[" + items + "]" + (count == null ? "" : ",\"pagination\":" + count) + "}";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The queries of all requests, in order, as "page/per_page". */
    List<String> seen() {
        return seen.stream()
                .map(query -> number(query, "page") + "/" + number(query, "per_page"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
