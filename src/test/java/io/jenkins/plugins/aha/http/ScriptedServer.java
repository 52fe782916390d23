package io.jenkins.plugins.aha.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something at an address that gives the answers of a script, the last one for ever: a server that is not Aha!. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Reply> replies;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** One answer. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public static Reply of(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }

        public Reply with(String name, String value) {
            return new Reply(status, Map.of("Content-Type", "application/json", name, value), body);
        }
    }

    public ScriptedServer(Reply... replies) throws IOException {
        this.replies = new ArrayDeque<>(Arrays.asList(replies));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::answer);
        server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Reply reply = replies.size() > 1 ? replies.remove() : replies.peek();
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and address of every request. */
    public List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
