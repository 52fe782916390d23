package io.jenkins.plugins.aha.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Speaks TLS with a certificate of its own making to one client, and keeps whatever it hears once that is set up. */
public final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "only-for-this-test";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

    private final SSLServerSocket server;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CountDownLatch left = new CountDownLatch(1);

    public TlsServer(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::serve, "TLS server");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A fresh key with a certificate signed by itself, as the JDK's keytool makes it.
     *
     * @param name whom it is for, such as {@code dns:acme.aha.io} or {@code ip:127.0.0.1}
     */
    public static KeyStore certificate(Path folder, String name) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=nobody",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void serve() {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            InputStream in = client.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                heard.write(next);
                if (heard().endsWith("\r\n\r\n")) {
                    client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                    client.shutdownOutput();
                }
            }
        } catch (IOException refused) {
            // The client did not like the certificate.
        } finally {
            left.countDown();
        }
    }

    public String url() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    private String heard() {
        return heard.toString(StandardCharsets.US_ASCII);
    }

    /** Everything that the client said, decrypted. */
    public String heardUntilTheClientLeft() throws InterruptedException {
        if (!left.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The client is still there");
        }
        return heard();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
