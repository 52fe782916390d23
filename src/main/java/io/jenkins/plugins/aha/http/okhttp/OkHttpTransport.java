package io.jenkins.plugins.aha.http.okhttp;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Failures;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.PlainText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Sends requests with OkHttp. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class OkHttpTransport implements Transport {
    /** Larger answers are not read: a page of 200 records with ample notes has a few megabytes. */
    static final long LARGEST_ANSWER = 32L * 1024 * 1024;

    /** As many as all the threads of a site, or of two, may use. */
    private static final int KEPT_CONNECTIONS = 20;
    /** Servers and what stands before them close an idle connection after a minute or more. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private static final int LONGEST_DETAILS = 200;
    private static final String JSON = "application/json";

    private final OkHttpClient http;
    private final String base;
    private final Supplier<String> token;
    private final String userAgent;
    private final Cancellation cancellation;

    private OkHttpTransport(
            OkHttpClient http, String base, Supplier<String> token, String userAgent, Cancellation cancellation) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.userAgent = userAgent;
        this.cancellation = cancellation;
    }

    /**
     * Connects to an account.
     *
     * @param shared brings proxy, connection pool and threads, which it shares with the transports made here
     */
    public static Connector connector(OkHttpClient shared, AccountSettings settings) {
        OkHttpClient http = prepare(shared, settings);
        return (token, cancellation) ->
                new OkHttpTransport(http, settings.base(), token, settings.userAgent(), cancellation);
    }

    /** Connects to an account directly, without a proxy and for this account alone. */
    public static Connector connector(AccountSettings settings) {
        return connector(shareable(), settings);
    }

    /**
     * Returns what many accounts can share: it keeps connections for a site's threads, but not until the server closes
     * them.
     */
    public static OkHttpClient shareable() {
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, KEPT_FOR.toSeconds(), TimeUnit.SECONDS))
                .build();
    }

    /**
     * Returns a client that never acts on its own: no redirect (it would carry the token elsewhere), no hidden repeat
     * (it could create twice). It remembers for each call whether the request went out.
     */
    private static OkHttpClient prepare(OkHttpClient shared, AccountSettings settings) {
        return shared.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .socketFactory(new HandshakeSockets(settings.connectTimeout()))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .addNetworkInterceptor(chain -> {
                    Objects.requireNonNull(chain.request().tag(AtomicBoolean.class))
                            .set(true);
                    return withoutInvitation(chain.proceed(chain.request()));
                })
                .build();
    }

    /** OkHttp repeats every request, POST as well, that is answered 503 with {@code Retry-After: 0}. */
    private static okhttp3.Response withoutInvitation(okhttp3.Response answer) {
        return answer.code() == 503 && "0".equals(answer.header("Retry-After"))
                ? answer.newBuilder().removeHeader("Retry-After").build()
                : answer;
    }

    @Override
    public Response send(Request request) throws AhaException, InterruptedException {
        AtomicBoolean sent = new AtomicBoolean();
        String secret = token(request);
        Call call = http.newCall(translate(request, secret, sent));
        try (Cancellation.Activity activity = cancellation.begin(call::cancel);
                okhttp3.Response answer = call.execute()) {
            return new Response(answer.code(), headers(answer.headers()), body(request, answer, secret));
        } catch (AhaException e) {
            throw e;
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                throw interruption(e);
            }
            if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException) && Thread.interrupted()) {
                throw interruption(e);
            }
            // Maybe the server had closed an idle connection; those that were idle as long would fail the next tries.
            http.connectionPool().evictAll();
            // Once a request went out, the certificate was fine, and the connection broke.
            boolean temporary = sent.get() || !(e instanceof SSLException);
            IOException cause = quotes(e, secret) ? null : e;
            throw Failures.unanswered(request, explain(e, sent.get(), secret), sent.get(), temporary, cause);
        }
    }

    /** Returns the token as it can stand in a header; files leave line ends at the end of a Secret text. */
    private String token(Request request) throws AhaException {
        String secret = token.get();
        String stripped = secret == null ? "" : secret.strip();
        if (stripped.isEmpty()) {
            throw Failures.unauthorized(request, "there is no API key to send");
        }
        if (!stripped.matches("[\\x21-\\x7e]+")) {
            throw Failures.unauthorized(
                    request, "the API key has white space or other characters in it that no key of Aha! has");
        }
        return stripped;
    }

    private okhttp3.Request translate(Request request, String secret, AtomicBoolean sent) {
        HttpUrl url = HttpUrl.get(base + request.path() + (request.query().isEmpty() ? "" : "?" + request.query()));
        // The API's documents send Content-Type with every verb, and a body of length 0 with DELETE.
        RequestBody body = request.method() == Request.Method.GET
                ? null
                : RequestBody.create(request.body().getBytes(StandardCharsets.UTF_8), MediaType.get(JSON));
        return new okhttp3.Request.Builder()
                .url(url)
                .method(request.method().name(), body)
                .header("Authorization", "Bearer " + secret)
                .header("Accept", JSON)
                .header("Content-Type", JSON)
                .header("User-Agent", userAgent)
                .tag(AtomicBoolean.class, sent)
                .build();
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> map = new HashMap<>();
        headers.forEach(header -> map.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        return map;
    }

    private static byte[] body(Request request, okhttp3.Response answer, String secret) throws IOException {
        ResponseBody body = answer.body();
        BufferedSource source = body.source();
        if (answer.isSuccessful() && body.contentLength() >= 0 && body.contentLength() <= LARGEST_ANSWER) {
            // Piece by piece into its place, where its length is known; OkHttp's readFully would collect the pieces
            // first.
            byte[] whole = new byte[(int) body.contentLength()];
            if (source.inputStream().readNBytes(whole, 0, whole.length) < whole.length) {
                throw new EOFException();
            }
            return whole;
        }
        if (body.contentLength() > LARGEST_ANSWER || source.request(LARGEST_ANSWER + 1)) {
            throw Failures.tooLarge(request, answer.code(), LARGEST_ANSWER);
        }
        if (answer.isSuccessful()) {
            return source.readByteArray();
        }
        // What refuses a request may quote it.
        return hide(source.readUtf8(), secret).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the token would stand in a stack trace: OkHttp shows what it cannot read. */
    private static boolean quotes(IOException e, String secret) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        return trace.toString().contains(secret);
    }

    private static String hide(String text, String secret) {
        return text.replace(secret, "****");
    }

    private static InterruptedException interruption(IOException cause) {
        InterruptedException interruption = new InterruptedException("The operation was aborted");
        interruption.initCause(cause);
        return interruption;
    }

    private String explain(IOException e, boolean sent, String secret) {
        String details = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = PlainText.line(hide(details, secret), LONGEST_DETAILS);
        URI url = URI.create(base);
        return ConnectionFailure.describe(e, url.getAuthority(), url.getScheme().equals("https"), sent, line);
    }
}
