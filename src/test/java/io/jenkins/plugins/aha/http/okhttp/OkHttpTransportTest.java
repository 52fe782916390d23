package io.jenkins.plugins.aha.http.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.SimulatedAha;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.ScriptedServer;
import io.jenkins.plugins.aha.http.ScriptedServer.Reply;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.simulator.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request over real sockets: nothing hidden is done, and the token is seen nowhere. */
@Timeout(60)
class OkHttpTransportTest {
    private static final Request GET = Request.of(Method.GET, "read it", "me");
    private static final Request POST = Request.of(Method.POST, "send it", "me").withBody("{}");

    private static final Duration LONG = Duration.ofSeconds(20);

    private static AccountSettings settings(String url, Duration readTimeout, Duration callTimeout) {
        return new AccountSettings(
                URI.create(url), "t", Limits.DOCUMENTED, RetryPolicy.DEFAULT, LONG, readTimeout, callTimeout, false);
    }

    private static Transport transport(String url, Supplier<String> token) {
        return OkHttpTransport.connector(settings(url, LONG, LONG)).connect(token, new Cancellation());
    }

    private static AhaException failure(String url, Request request) {
        AhaException failure = assertThrows(
                AhaException.class,
                () -> transport(url, () -> SimulatedAha.TOKEN).send(request));
        assertHasNoToken(failure, SimulatedAha.TOKEN);
        return failure;
    }

    private static void assertHasNoToken(Exception failure, String token) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertFalse(trace.toString().contains(token), trace.toString());
    }

    @Test
    void anInvitationToComeBackAtOnceIsNotFollowedBehindOurBack() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(Reply.of(503, "").with("Retry-After", "0"), Reply.of(200, "{}"))) {
            assertEquals(503, transport(server.url(), () -> "t").send(POST).status());
            assertEquals(1, server.seen().size());
        }
        try (ScriptedServer server = new ScriptedServer(Reply.of(503, "").with("Retry-After", "9"))) {
            assertEquals(
                    "9",
                    transport(server.url(), () -> "t")
                            .send(POST)
                            .header("RETRY-after")
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) throws Exception {
        try (ScriptedServer elsewhere = new ScriptedServer(Reply.of(200, "{}"));
                ScriptedServer server =
                        new ScriptedServer(Reply.of(status, "").with("Location", elsewhere.url() + "/api/v1/me"))) {
            assertEquals(status, transport(server.url(), () -> "t").send(GET).status());
            assertEquals(0, elsewhere.seen().size());
        }
    }

    @Test
    void nobodyElsesCookiesCredentialsOrCacheAreUsed() throws Exception {
        OkHttpClient shared = new OkHttpClient.Builder()
                .authenticator((route, answer) -> answer.request()
                        .newBuilder()
                        .header("Authorization", "Basic other")
                        .build())
                .build();
        try (ScriptedServer server = new ScriptedServer(Reply.of(401, ""))) {
            Transport transport = OkHttpTransport.connector(shared, settings(server.url(), LONG, LONG))
                    .connect(() -> "t", new Cancellation());
            assertEquals(401, transport.send(GET).status());
            assertEquals(1, server.seen().size());
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" \n", "two words", "line\nbreak", "schl\u00fcssel", "nul\0l"})
    void aTokenThatCannotBeOneIsRefusedWithoutShowingIt(String token) {
        AhaException refused = assertThrows(
                AhaException.class,
                () -> transport("http://127.0.0.1:9", () -> token).send(GET));
        assertEquals(Reason.UNAUTHORIZED, refused.getReason());
        assertFalse(refused.mayHaveBeenActedOn());
        if (token != null && !token.isBlank()) {
            assertHasNoToken(refused, token);
            assertTrue(refused.getMessage().startsWith("Could not read it: the API key has white space or other"));
        } else {
            assertTrue(refused.getMessage()
                    .startsWith(
                            "Could not read it: there is no API key to send (GET /me). Check" + " that the API key"));
        }
    }

    @Test
    void aLineEndBehindTheTokenIsCutOff() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            transport(aha.simulator.url(), () -> "abc\n").send(GET);
            assertEquals("Bearer abc", aha.onlyRequest().header("Authorization"));
        }
    }

    @Test
    void aRefusalThatQuotesTheTokenIsCensored() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(Reply.of(422, "{\"error\":\"No key " + SimulatedAha.TOKEN + " here\"}"))) {
            Response answer = transport(server.url(), () -> SimulatedAha.TOKEN).send(GET);
            assertEquals("{\"error\":\"No key **** here\"}", new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void noServer() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        AhaException failure = failure("http://127.0.0.1:" + port, POST);
        assertFalse(failure.mayHaveBeenActedOn());
        assertTrue(failure.isTemporary());
        assertEquals("the connection was refused by 127.0.0.1:" + port, failure.getDetail());
        assertInstanceOf(ConnectException.class, failure.getCause());
        assertEquals(0, failure.getStatus());
    }

    @Test
    void noHost() {
        AhaException failure = failure("http://no-such-host.invalid", POST);
        assertFalse(failure.mayHaveBeenActedOn());
        assertEquals("the host of the site's URL is unknown: no-such-host.invalid", failure.getDetail());
    }

    @Test
    void noAnswerInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            for (AccountSettings hasty :
                    List.of(settings(url, Duration.ofMillis(50), LONG), settings(url, LONG, Duration.ofSeconds(1)))) {
                Transport transport = OkHttpTransport.connector(hasty).connect(() -> "t", new Cancellation());
                AhaException failure = assertThrows(AhaException.class, () -> transport.send(POST));
                assertTrue(failure.mayHaveBeenActedOn());
                assertTrue(failure.isTemporary());
                assertEquals(
                        "there was no answer in time from 127.0.0.1:" + silent.getLocalPort(), failure.getDetail());
            }
        }
    }

    @Test
    void somethingThatDoesNotSpeakTls() throws Exception {
        try (ServerSocket socket = answeringOnce("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            AhaException failure = failure("https://127.0.0.1:" + socket.getLocalPort(), POST);
            assertFalse(failure.mayHaveBeenActedOn());
            assertFalse(failure.isTemporary());
            assertTrue(
                    failure.getDetail()
                            .startsWith("no secure connection could be made with 127.0.0.1:" + socket.getLocalPort()
                                    + ": "),
                    failure.getDetail());
        }
    }

    @Test
    @Timeout(30)
    void serverThatNeverAnswersTheHandshakeIsGivenUpInTheTimeForConnections() throws Exception {
        Duration answer = Duration.ofMinutes(5);
        try (ServerSocket silent = new ServerSocket(0)) {
            String host = "127.0.0.1:" + silent.getLocalPort();
            AccountSettings settings = new AccountSettings(
                    URI.create("https://" + host),
                    "t",
                    Limits.DOCUMENTED,
                    RetryPolicy.DEFAULT,
                    Duration.ofMillis(200),
                    answer,
                    answer,
                    false);
            List<String> log = new ArrayList<>();
            AhaClient client = new AhaAccount(
                            settings, OkHttpTransport.connector(settings), new VirtualTime(), new Random(1))
                    .open(() -> SimulatedAha.TOKEN, log::add, new Cancellation());
            AhaException failure = assertThrows(AhaException.class, client::me);
            assertEquals(Reason.UNREACHABLE, failure.getReason());
            assertFalse(failure.mayHaveBeenActedOn());
            String why =
                    "no secure connection could be made with " + host + " in time; perhaps it does not speak https";
            assertEquals(why, failure.getDetail());
            assertTrue(failure.getMessage().endsWith(" Tried 2 times."), failure.getMessage());
            assertEquals(1, log.size());
            assertTrue(log.get(0).startsWith(why + "; trying again in 0."), log.get(0));
        }
    }

    /** The time-out for handshakes ends with the handshake: an answer may take longer. */
    @Test
    void answerMayTakeLongerThanAConnection() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.settings().latencyMillis(600);
            AccountSettings settings = new AccountSettings(
                    URI.create(aha.simulator.url()),
                    "t",
                    Limits.DOCUMENTED,
                    RetryPolicy.DEFAULT,
                    Duration.ofMillis(200),
                    LONG,
                    LONG,
                    false);
            Transport transport = OkHttpTransport.connector(settings).connect(() -> "t", new Cancellation());
            assertEquals(200, transport.send(GET).status());
        }
    }

    @Test
    void somethingThatDoesNotSpeakHttp() throws Exception {
        try (ServerSocket socket = answeringOnce("SSH-2.0 \u001b[31m" + SimulatedAha.TOKEN + "\r\n\r\n")) {
            AhaException failure = failure("http://127.0.0.1:" + socket.getLocalPort(), POST);
            assertTrue(failure.mayHaveBeenActedOn());
            assertTrue(failure.getMessage().contains("the connection broke before the answer was complete: "));
            assertFalse(failure.getMessage().contains("\u001b"));
        }
    }

    private static ServerSocket answeringOnce(String bytes) throws IOException {
        ServerSocket socket = new ServerSocket(0);
        new Thread(() -> {
                    try (Socket client = socket.accept()) {
                        client.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                        client.getInputStream().readAllBytes();
                    } catch (IOException ended) {
                        // by the client
                    }
                })
                .start();
        return socket;
    }

    @Test
    void aBrokenAnswer() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(Fault.TRUNCATED_BODY, Fault.DROPPED_BEFORE_STORING);
            String closed = "the connection was closed before the answer was complete";
            assertEquals(closed, failure(aha.simulator.url(), POST).getDetail());
            assertEquals(closed, failure(aha.simulator.url(), POST).getDetail());
        }
    }

    @Test
    void anAnswerOfTheLargestSizeIsReadAndALargerOneIsNot() throws Exception {
        String most = "x".repeat((int) OkHttpTransport.LARGEST_ANSWER);
        try (ScriptedServer server = new ScriptedServer(
                new Reply(200, Map.of(), most), new Reply(200, Map.of(), most + "x"), Reply.of(200, "{}"))) {
            Transport transport = transport(server.url(), () -> "t");
            assertEquals(OkHttpTransport.LARGEST_ANSWER, transport.send(GET).body().length);
            AhaException failure = assertThrows(AhaException.class, () -> transport.send(GET));
            assertTrue(
                    failure.getMessage().contains("Aha!'s answer (status 200) is larger than 32 MB and was not read"));
            assertFalse(failure.isTemporary());
            assertTrue(failure.mayHaveBeenActedOn());
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(200, "{}"))) {
            Transport transport = transport(server.url(), () -> "t");
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> transport.send(GET));
            assertFalse(Thread.interrupted());
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 9000, 500", "500, 300, 300", "500, 0, 500", "0, 300, 300"})
    void aHandshakeIsWaitedForNoLongerThanAConnection(int handshake, int answers, int first) throws Exception {
        HandshakeSockets sockets = new HandshakeSockets(Duration.ofMillis(handshake));
        try (Socket socket = sockets.createSocket()) {
            socket.setSoTimeout(answers);
            assertEquals(first, socket.getSoTimeout());
            socket.setSoTimeout(answers);
            assertEquals(answers, socket.getSoTimeout());
        }
        InetAddress host = InetAddress.getLoopbackAddress();
        assertThrows(UnsupportedOperationException.class, () -> sockets.createSocket("localhost", 1, host, 0));
        assertThrows(UnsupportedOperationException.class, () -> sockets.createSocket("localhost", 1));
        assertThrows(UnsupportedOperationException.class, () -> sockets.createSocket(host, 1));
        assertThrows(UnsupportedOperationException.class, () -> sockets.createSocket(host, 1, host, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | false | no connection could be made with h in time",
                "true | false | no secure connection could be made with h in time; perhaps it does not speak https",
                "true | true | there was no answer in time from h",
            })
    void aTimeOutIsExplained(boolean secure, boolean sent, String said) {
        IOException late = new InterruptedIOException("timeout");
        assertEquals(said, ConnectionFailure.describe(late, "h", secure, sent, "timeout"));
    }

    @Test
    void anEndWithoutWordsIsExplainedToo() {
        assertEquals(
                "the connection was closed before the answer was complete",
                ConnectionFailure.describe(new EOFException(), "h", true, true, "EOFException"));
    }

    @Test
    void aThreadThatIsInterruptedSendsNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Reply.of(200, "{}"))) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> transport(server.url(), () -> "t").send(POST));
            assertFalse(Thread.interrupted());
        }
    }
}
