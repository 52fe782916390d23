package io.jenkins.plugins.aha.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one request costs the controller, without network and waiting; run by {@link SmallScenario}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SmallBenchmarks {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json; charset=utf-8",
            "date", "Tue, 01 Jan 2019 00:00:00 GMT",
            "x-ratelimit-limit", "300",
            "x-ratelimit-remaining", "150",
            "x-ratelimit-reset", "1546300860");

    private byte[] page;
    private AhaClient listing;
    private AhaClient reading;

    /** Time in which a fifth of a second passes whenever it is looked at: no request has to wait for the limits. */
    private static final class HurriedTime implements Time {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            nanos += 200_000_000;
            return nanos;
        }

        @Override
        public void sleep(Duration pause) {
            nanos += pause.toNanos();
        }
    }

    /** Gets a page and a record from a simulator, for a transport that only repeats them. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        try (AhaSimulator simulator = AhaSimulator.start()) {
            DemoWorld.populate(simulator);
            DemoWorld.fill(simulator, 200);
            String id = simulator.state().records("PRJ1", "customers").get(0).id();
            page = get(simulator, "/api/v1/products/PRJ1/custom_objects/customers/records?page=1&per_page=200");
            listing = client(page);
            reading = client(get(simulator, "/api/v1/custom_object_records/" + id));
        }
    }

    private static byte[] get(AhaSimulator simulator, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Authorization", "Bearer " + Build.TOKEN)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static AhaClient client(byte[] body) {
        AhaAccount account = new AhaAccount(
                AccountSettings.forUrl(URI.create("https://company.aha.io")),
                (token, cancellation) -> request -> new Response(200, HEADERS, body),
                new HurriedTime(),
                new Random(1));
        return account.open(() -> Build.TOKEN, BuildLog.NONE, new Cancellation());
    }

    /** A page of 200 records from request to records. */
    @Benchmark
    public Object pageOfRecords() throws IOException, InterruptedException {
        return listing.list("PRJ1", "customers", null, 1, 200);
    }

    /** The same bytes, and nothing made of them. */
    @Benchmark
    public int pageByBareParser() throws IOException {
        int tokens = 0;
        try (JsonParser json = JSON.createParser(page)) {
            while (json.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** One record: limits, headers and all that belongs to a request. */
    @Benchmark
    public Object oneRecord() throws IOException, InterruptedException {
        return reading.get("6776757454428589549");
    }

    /** A reference as a user writes it. */
    @Benchmark
    public Object reference() {
        return Reference.parse("prj1-12-3", null);
    }
}
