package io.jenkins.plugins.aha.http.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.SimulatedAha;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.TlsServer;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do speak TLS, but cannot show that they are the site's: they hear nothing of a request. */
@Timeout(120)
class TlsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private static Transport transport(OkHttpClient shared, String url) {
        AccountSettings settings = new AccountSettings(
                URI.create(url), "t", Limits.DOCUMENTED, RetryPolicy.DEFAULT, LONG, LONG, LONG, false);
        return OkHttpTransport.connector(shared, settings).connect(() -> SimulatedAha.TOKEN, new Cancellation());
    }

    /** Refused without a second try, with nothing sent that needs to be looked for. */
    private static AhaException refusal(OkHttpClient shared, TlsServer server, Method method) throws Exception {
        AhaException refused = assertThrows(
                AhaException.class, () -> transport(shared, server.url()).send(Request.of(method, "ask for it", "me")));
        assertEquals(Reason.UNREACHABLE, refused.getReason());
        assertEquals(0, refused.getStatus());
        assertTrue(
                refused.getMessage().contains("no secure connection could be made with 127.0.0.1:"),
                refused.getMessage());
        assertFalse(refused.isTemporary(), "a repeat would be refused as well");
        assertFalse(refused.mayHaveBeenActedOn());
        assertEquals("", server.heardUntilTheClientLeft());
        return refused;
    }

    /** A client that trusts one certificate as that of an authority, and no other. */
    private static OkHttpClient trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", store.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0])
                .build();
    }

    @Test
    void aCertificateThatNobodySignedIsRefused() throws Exception {
        try (TlsServer server = new TlsServer(TlsServer.certificate(folder, "ip:127.0.0.1"))) {
            AhaException refused = refusal(new OkHttpClient(), server, Method.GET);
            assertTrue(refused.getMessage().contains("certification path"), refused.getMessage());
        }
    }

    @Test
    void aPutIsNotSentToItEither() throws Exception {
        try (TlsServer server = new TlsServer(TlsServer.certificate(folder, "ip:127.0.0.1"))) {
            refusal(new OkHttpClient(), server, Method.PUT);
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
        KeyStore store = TlsServer.certificate(folder, "dns:elsewhere.example");
        try (TlsServer server = new TlsServer(store)) {
            AhaException refused = refusal(trusting(store), server, Method.GET);
            assertTrue(refused.getMessage().contains("127.0.0.1 not verified"), refused.getMessage());
        }
    }

    /** The server of these tests is refused for its certificate, and for nothing else. */
    @Test
    void aTrustedCertificateOfThisHostIsAccepted() throws Exception {
        KeyStore store = TlsServer.certificate(folder, "ip:127.0.0.1");
        try (TlsServer server = new TlsServer(store)) {
            Response answer = transport(trusting(store), server.url()).send(Request.of(Method.GET, "ask for it", "me"));
            assertEquals(200, answer.status());
            assertTrue(server.heardUntilTheClientLeft().contains("Bearer " + SimulatedAha.TOKEN));
        }
    }
}
