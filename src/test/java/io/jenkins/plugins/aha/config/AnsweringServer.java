package io.jenkins.plugins.aha.config;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that gives every request the same answer, and remembers it. */
public final class AnsweringServer implements AutoCloseable {
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * A request.
     *
     * @param connection the client's port, which tells one connection from another
     */
    public record Seen(String path, String authorization, int connection) {}

    public AnsweringServer(int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", exchange -> {
            try (HttpExchange open = exchange) {
                requests.add(new Seen(
                        open.getRequestURI().getPath(),
                        open.getRequestHeaders().getFirst("Authorization"),
                        open.getRemoteAddress().getPort()));
                open.getResponseHeaders().set("Content-Type", "application/json");
                open.sendResponseHeaders(status, body.length);
                open.getResponseBody().write(body);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Seen> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
