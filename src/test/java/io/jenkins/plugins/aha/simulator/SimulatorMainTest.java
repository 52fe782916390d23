package io.jenkins.plugins.aha.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorMainTest {
    private static AhaSimulator start(String token, String... arguments) throws IOException {
        return SimulatorMain.start(token, List.of(arguments));
    }

    private static HttpResponse<String> me(AhaSimulator simulator, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + "/api/v1/me"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesTheDemoWorld() throws Exception {
        try (AhaSimulator simulator = start(null, "--port", "0")) {
            List<StoredRecord> customers = simulator.state().records("PRJ1", "customers");
            assertEquals(12, customers.size());
            Set<String> tiers = customers.stream().map(one -> one.text("tier")).collect(Collectors.toSet());
            assertEquals(Set.of("gold", "silver", "bronze"), tiers);
            StoredRecord deployment =
                    simulator.state().records("PRJ1", "deployments").get(0);
            assertEquals("1.0", deployment.text("version"));
            assertEquals(List.of(customers.get(0).id()), deployment.linksOf("customer"));
            long features = simulator.state().snapshot().stream()
                    .filter(one -> one.kind() == RecordKind.FEATURE)
                    .count();
            assertEquals(6, features);
            assertEquals(200, me(simulator, "anything").statusCode());
        }
    }

    @Test
    void saysWhatThereIs() throws Exception {
        try (AhaSimulator simulator = start(null, "--port", "0")) {
            List<String> lines = DemoWorld.description(simulator);
            assertEquals("product PRJ1", lines.get(0));
            assertTrue(lines.get(1).startsWith("table customers (12 so far): "), lines.get(1));
            assertTrue(lines.get(1).contains("website"), lines.get(1));
            assertEquals(
                    "table deployments (1 so far): deployed_on, environment, name, version, customer (links to customers)",
                    lines.get(2));
            assertEquals("release PRJ1-R-1 with features PRJ1-1 to PRJ1-6", lines.get(3));
        }
    }

    @Test
    void obeysItsArguments() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String[] arguments = {
            "--port", Integer.toString(port), "--latency", "30", "--no-limits", "--records", "1000", "--token", "t"
        };
        try (AhaSimulator simulator = start("of environment", arguments)) {
            assertEquals("http://127.0.0.1:" + port, simulator.url());
            List<StoredRecord> customers = simulator.state().records("PRJ1", "customers");
            assertEquals(1000, customers.size());
            assertEquals("Customer 1000", customers.get(999).text("name"));
            assertEquals(401, me(simulator, "of environment").statusCode());
            long start = System.nanoTime();
            HttpResponse<String> answer = me(simulator, "t");
            assertTrue(System.nanoTime() - start >= 30_000_000L);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.headers().firstValue("X-Ratelimit-Limit").isEmpty());
        }
    }

    @Test
    void fillsTheReleaseWithFeatures() throws Exception {
        try (AhaSimulator simulator = start(null, "--port", "0", "--features", "30")) {
            assertEquals(
                    "Feature 30",
                    simulator.state().record(RecordKind.FEATURE, "PRJ1-30").name());
            assertEquals(
                    "Webhooks",
                    simulator.state().record(RecordKind.FEATURE, "PRJ1-6").name());
        }
    }

    @Test
    void tellsWhoAttendsItTheCountsSinceTheLastTime() throws Exception {
        try (AhaSimulator simulator = start(null, "--port", "0", "--attended")) {
            for (int request = 0; request < 21; request++) {
                me(simulator, "anything");
            }
            int refused = simulator.limits().violations();
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            SimulatorMain.attend(
                    simulator,
                    new ByteArrayInputStream("\n\n".getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(answers, true, StandardCharsets.UTF_8));
            assertEquals(
                    List.of("requests 21 refused " + refused, "requests 0 refused 0"),
                    answers.toString(StandardCharsets.UTF_8).lines().toList());
        }
    }

    @Test
    void frozenItAnswersAsTheFirstTime() throws Exception {
        try (AhaSimulator simulator = start(null, "--port", "0", "--frozen")) {
            String path = "/api/v1/products/PRJ1/custom_objects/customers/records";
            String before = get(simulator, path);
            DemoWorld.fill(simulator, 20);
            assertEquals(before, get(simulator, path));
            assertTrue(get(simulator, path + "?page=1").contains("Customer 20"), "another question, asked first now");
        }
    }

    private static String get(AhaSimulator simulator, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Authorization", "Bearer anything")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void tokenMayComeFromTheEnvironment() throws Exception {
        try (AhaSimulator simulator = start("secret", "--port", "0")) {
            assertEquals(200, me(simulator, "secret").statusCode());
            assertEquals(401, me(simulator, "other").statusCode());
        }
    }

    @Test
    void whatAhaMayDoDifferentlyIsAnArgument() throws Exception {
        String[] arguments = {
            "--port",
            "0",
            "--show",
            "nfc,Rounded-Numbers",
            "--paging",
            "list-of-one",
            "--per-page",
            "5",
            "--over-the-most",
            "timed-out",
            "--unknown-choices",
            "ignored",
            "--unknown-ids",
            "rejected",
            "--millis-per-record",
            "1",
            "--errors",
            "json-api",
            "--dangling-links",
            "--no-custom-tables"
        };
        try (AhaSimulator simulator = start(null, arguments)) {
            SimulatorSettings settings = simulator.settings();
            assertTrue(settings.values().isShown(ShownForm.NFC));
            assertTrue(settings.values().isShown(ShownForm.ROUNDED_NUMBERS));
            assertFalse(settings.values().isShown(ShownForm.TRIMMED));
            assertEquals(OnUnknown.IGNORED, settings.values().unknownChoices());
            assertEquals(OnUnknown.REJECTED, settings.unknownLinkIds());
            assertEquals(Paging.LIST_OF_ONE, settings.lists().paging());
            assertEquals(5, settings.lists().mostPerPage());
            assertEquals(OverTheMost.TIMED_OUT, settings.lists().overTheMost());
            assertEquals(1, settings.lists().millisPerRecord());
            assertEquals(ErrorShape.JSON_API, settings.errorShape());
            assertTrue(settings.danglingLinks());
            assertFalse(settings.customTables());
        }
        try (AhaSimulator simulator = start(null, "--port", "0", "--show", "all")) {
            assertTrue(simulator.settings().values().isShown(ShownForm.TRIMMED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--show italics",
                "--paging upside-down",
                "--prot 0",
                "--port",
                "--port x",
                "--port 0 --records many"
            })
    void refusesWhatItDoesNotKnow(String arguments) {
        assertThrows(IllegalArgumentException.class, () -> start(null, arguments.split(" ")));
    }
}
