package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.ScriptedServer;
import io.jenkins.plugins.aha.http.ScriptedServer.Reply;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.simulator.Fault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that means harm, and input that would make a harmless one do it; one test for each threat. */
@Timeout(60)
class HostileServerTest {
    private static AhaException unreadable(Fault fault) throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().when((method, path) -> true, 99, fault);
            AhaException refused = assertThrows(AhaException.class, () -> aha.client.get(SimulatedAha.ACME));
            assertEquals(fault == Fault.DEEPLY_NESTED_JSON ? Reason.UNREADABLE : Reason.TOO_LARGE, refused.getReason());
            return refused;
        }
    }

    @Test
    void aDecompressionBombIsNotUnpacked() throws Exception {
        assertTrue(unreadable(Fault.GZIP_BOMB).getMessage().contains("is larger than 32 MB and was not read"));
    }

    @Test
    void aHugeAnswerIsNotRead() throws Exception {
        assertTrue(unreadable(Fault.HUGE_BODY).getMessage().contains("is larger than 32 MB and was not read"));
    }

    @Test
    void deepJsonEndsInASentence() throws Exception {
        assertTrue(unreadable(Fault.DEEPLY_NESTED_JSON).getMessage().contains("too deep or too large"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectTakesTheTokenNowhere(int status) throws Exception {
        try (ScriptedServer thief = new ScriptedServer(Reply.of(200, "{\"custom_object_record\":{\"id\":1}}"));
                ScriptedServer server =
                        new ScriptedServer(Reply.of(status, "").with("Location", thief.url() + "/api/v1/me"))) {
            AhaClient client = client(server.url(), "contact");
            assertEquals(
                    status,
                    assertThrows(AhaException.class, () -> client.get("1")).getStatus());
            assertEquals(
                    status,
                    assertThrows(AhaException.class, () -> client.update("1", Map.of("name", "x")))
                            .getStatus());
            assertEquals(List.of(), thief.seen());
        }
    }

    private static AhaClient client(String url, String userAgent) {
        Duration second = Duration.ofSeconds(10);
        AccountSettings settings = new AccountSettings(
                URI.create(url), userAgent, Limits.DOCUMENTED, RetryPolicy.DEFAULT, second, second, second, false);
        return SimulatedAha.account(settings, new VirtualTime())
                .open(() -> SimulatedAha.TOKEN, BuildLog.NONE, new Cancellation());
    }

    @Test
    void aContactOrAnIdWithLineBreaksAddsNoHeader() throws Exception {
        List<Headers> seen = new CopyOnWriteArrayList<>();
        List<String> paths = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders());
            paths.add(exchange.getRequestURI().getRawPath());
            byte[] body = "{\"custom_object_record\":{\"id\":1}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            client(url, "me\r\nX-Evil: 1").get("5\r\nX-Evil: 2");
        } finally {
            server.stop(0);
        }
        assertFalse(seen.get(0).containsKey("X-Evil"));
        assertEquals(List.of("me X-Evil: 1"), seen.get(0).get("User-Agent"));
        assertEquals(List.of("/api/v1/custom_object_records/5%0D%0AX-Evil%3A%202"), paths);
    }

    @Test
    void anIdCannotClimbOutOfItsPath() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(404, "{}"))) {
            AhaClient client = client(server.url(), "contact");
            assertThrows(IllegalArgumentException.class, () -> client.get(".."));
            assertThrows(AhaException.class, () -> client.get("../products/PRJ1"));
            assertThrows(AhaException.class, () -> client.get("%2e%2e/products"));
            assertEquals(
                    List.of(
                            "GET /api/v1/custom_object_records/..%2Fproducts%2FPRJ1",
                            "GET /api/v1/custom_object_records/%252e%252e%2Fproducts"),
                    server.seen());
        }
    }
}
