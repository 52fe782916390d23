package io.jenkins.plugins.aha.config;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on this machine. Whatever host a request is for, it is answered by one server. */
final class LoopbackProxy implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().proxy(ProxySelector.of(null)).build();
    private final HttpServer server;
    private final String target;
    private final String login;

    /**
     * @param target answers the requests
     * @param login the value that Proxy-Authorization must have; null for none
     */
    LoopbackProxy(String target, String login) throws IOException {
        this.target = target;
        this.login = login;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::pass);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (HttpExchange open = exchange) {
            String presented = open.getRequestHeaders().getFirst("Proxy-Authorization");
            if (login != null && !login.equals(presented)) {
                open.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                open.sendResponseHeaders(407, -1);
                return;
            }
            requests.add(open.getRequestURI().toString());
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(target + open.getRequestURI().getRawPath()))
                    .header("Authorization", open.getRequestHeaders().getFirst("Authorization"))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            open.getResponseHeaders().set("Content-Type", "application/json");
            open.sendResponseHeaders(answer.statusCode(), answer.body().length);
            open.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What was asked of the proxy, with the host in it. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
