package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.model.AhaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections are kept for the next request; all that a server closed meanwhile cost one try together. */
@Timeout(60)
class KeptConnectionsTest {
    private static final int TOGETHER = 10;
    private static final Request GET = Request.of(Request.Method.GET, "read it", "me");

    /** Answers every request of a connection; so many are answered at the same moment that each has one of its own. */
    private static final class KeepingServer implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> connections = new CopyOnWriteArrayList<>();
        private final CyclicBarrier all = new CyclicBarrier(TOGETHER);
        private volatile boolean together = true;

        KeepingServer() throws IOException {
            inBackground(() -> {
                while (true) {
                    Socket connection = listening.accept();
                    connections.add(connection);
                    inBackground(() -> answer(connection));
                }
            });
        }

        private interface Work {
            void run() throws Exception;
        }

        private static void inBackground(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (Exception ended) {
                    // The test closes what is open.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void answer(Socket connection) throws Exception {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            while (true) {
                String line = in.readLine();
                while (!line.isEmpty()) {
                    line = in.readLine();
                }
                if (together) {
                    all.await();
                }
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        /** As servers do with connections that were idle for a while. */
        void closeConnections() throws IOException {
            together = false;
            for (Socket connection : connections) {
                connection.close();
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            closeConnections();
        }
    }

    private static void sendTogether(Transport transport) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int request = 0; request < TOGETHER; request++) {
                answers.add(threads.submit(() -> transport.send(GET)));
            }
            for (Future<Response> answer : answers) {
                assertEquals(200, answer.get().status());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatTheServerClosedCostsOneTry() throws Exception {
        try (KeepingServer server = new KeepingServer()) {
            AccountSettings settings =
                    AccountSettings.forUrl(URI.create("http://127.0.0.1:" + server.listening.getLocalPort()));
            Transport transport = OkHttpTransport.connector(settings).connect(() -> "t", new Cancellation());
            sendTogether(transport);
            sendTogether(transport);
            assertEquals(TOGETHER, server.connections.size(), "each thread's connection was kept");
            server.closeConnections();
            AhaException broken = assertThrows(AhaException.class, () -> transport.send(GET));
            assertTrue(broken.isTemporary(), "asked again");
            assertEquals(200, transport.send(GET).status());
            assertEquals(TOGETHER + 1, server.connections.size());
        }
    }
}
