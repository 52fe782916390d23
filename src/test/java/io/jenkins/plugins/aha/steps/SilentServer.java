package io.jenkins.plugins.aha.steps;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes requests, never answers, and log when a client gives up. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long closedAt;

    SilentServer() throws IOException {
        Thread thread = new Thread(this::serve, "silent server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                asked.countDown();
            }
        } catch (IOException reset) {
            // The client, or this server, has gone.
        } finally {
            closedAt = System.currentTimeMillis();
            closed.countDown();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void awaitRequest() throws InterruptedException {
        if (!asked.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("No request came");
        }
    }

    /**
     * When the client closed its connection, long before its own time-out of a minute would; in milliseconds since
     * 1970.
     */
    long awaitLeft() throws InterruptedException {
        if (!closed.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The connection is still open");
        }
        return closedAt;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
