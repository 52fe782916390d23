package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulator with a clock that stands still unless moved, and requests to it over HTTP: what each test starts with.
 */
final class SimulatorSession implements AutoCloseable {
    static final String CUSTOMERS = "/api/v1/products/PRJ1/custom_objects/customers/records";
    static final String ACME = "/api/v1/custom_object_records/640362830";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** Moves wall clock and nano clock together. */
    private volatile Duration passed = Duration.ZERO;

    private final AhaSimulator simulator;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** One answer. */
    record Reply(int status, HttpResponse<String> http) {
        String text() {
            return http.body();
        }

        JsonNode json() throws IOException {
            return MAPPER.readTree(http.body());
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }
    }

    private SimulatorSession() {
        InstantSource clock = () -> Instant.parse("2019-01-01T00:00:00Z").plus(passed);
        simulator = AhaSimulator.start(0, clock.withZone(ZoneOffset.UTC), () -> passed.toNanos());
        headers.put("Authorization", "Bearer example-token");
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
    }

    /** With the documents' records. */
    static SimulatorSession ofDocuments() {
        SimulatorSession session = new SimulatorSession();
        SimulatorWorld.populate(session.simulator);
        return session;
    }

    AhaSimulator simulator() {
        return simulator;
    }

    void pass(Duration duration) {
        passed = passed.plus(duration);
    }

    SimulatorSession header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Reply put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    Reply send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer);
    }

    <T> HttpResponse<T> send(String method, String path, String body, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body), handler);
    }

    HttpClient http() {
        return http;
    }

    HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        return request.build();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
