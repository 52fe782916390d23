package io.jenkins.plugins.aha.http.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets on which a TLS handshake, or a proxy's answer to CONNECT, is waited for no longer than a connection is.
 * OkHttp gives them the time-out for answers from the start, which is much longer. Thread-safe.
 */
final class HandshakeSockets extends SocketFactory {
    private final int handshakeMillis;

    /** @param handshake how long the other side may be silent before the connection is ready for a request */
    HandshakeSockets(Duration handshake) {
        handshakeMillis = (int) Math.min(Integer.MAX_VALUE, handshake.toMillis());
    }

    /** OkHttp sets the time-out before it connects, and again when the connection is ready. */
    private final class HandshakeSocket extends Socket {
        private boolean ready;

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            boolean shorter = handshakeMillis > 0 && (millis == 0 || handshakeMillis < millis);
            super.setSoTimeout(!ready && shorter ? handshakeMillis : millis);
            ready = true;
        }
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket() {
        return new HandshakeSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }
}
