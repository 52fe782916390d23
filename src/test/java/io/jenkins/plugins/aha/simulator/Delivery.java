package io.jenkins.plugins.aha.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Sends one answer, or what a {@link Fault} makes of it. Used by one thread, once. */
final class Delivery {
    private static final int HUGE_BYTES = 100_000_000;
    private static final int NESTED_OBJECTS = 100_000;
    private static final int MISSING_BYTES = 100;
    private static final int DRIP_BYTES = 16;
    private static final long CHUNKED = 0;
    private static final long NO_BODY = -1;

    private final HttpExchange exchange;
    private final FaultPlan plan;
    private final Pauses pauses;
    private final RateLimits limits;
    private final IntConsumer answered;

    Delivery(HttpExchange exchange, FaultPlan plan, Pauses pauses, RateLimits limits, IntConsumer answered) {
        this.exchange = exchange;
        this.plan = plan;
        this.pauses = pauses;
        this.limits = limits;
        this.answered = answered;
    }

    /** Does the work where the fault wants it done, and sends what the fault wants sent. */
    void send(Fault fault, Supplier<Answer> work) throws IOException {
        Answer usual = fault.isStored() ? work.get() : null;
        switch (fault) {
            case DROPPED_BEFORE_STORING, DROPPED_AFTER_STORING -> exchange.close();
            case SERVER_ERROR_BEFORE_STORING, SERVER_ERROR_AFTER_STORING ->
                send(ErrorShape.ERROR.answer(500, "Internal server error"));
            case BAD_GATEWAY, BAD_GATEWAY_AFTER_STORING -> send(Answer.html(502, "Bad Gateway"));
            case SERVICE_UNAVAILABLE -> send(Answer.html(503, "Service Unavailable"));
            case GATEWAY_TIMEOUT, GATEWAY_TIMEOUT_AFTER_STORING -> send(Answer.html(504, "Gateway Timeout"));
            case UNKNOWN_ERROR, UNKNOWN_ERROR_AFTER_STORING ->
                send(Answer.html(520, "Web server is returning an unknown error"));
            case WEB_SERVER_DOWN -> send(Answer.html(521, "Web server is down"));
            case CONNECTION_TIMED_OUT -> send(Answer.html(522, "Connection timed out"));
            case TIMEOUT_OCCURRED_AFTER_STORING -> send(Answer.html(524, "A timeout occurred"));
            case REQUEST_TIMEOUT -> send(Answer.empty(408));
            case TOO_MANY_REQUESTS -> send(limits.refusalByFault(true));
            case TOO_MANY_REQUESTS_WITHOUT_HEADERS -> send(limits.refusalByFault(false));
            case TRUNCATED_BODY -> sendTruncated(usual);
            case STALLED_BEFORE_STORING -> {
                pauses.stall(plan.stallMillis());
                exchange.close();
            }
            case STALLED_AFTER_STORING -> {
                pauses.stall(plan.stallMillis());
                send(usual);
            }
            case SLOW_DRIP -> sendSlowly(usual);
            case HTML_BEFORE_STORING, HTML_AFTER_STORING -> send(Answer.html(200, "Log in to Aha!"));
            case GARBAGE_BEFORE_STORING, GARBAGE_AFTER_STORING ->
                send(Answer.text(200, Answer.JSON, "{\"custom_object_record\": {\"id\": \"64\u0000, oops"));
            case REFUSED_WITH_SUCCESS -> send(ErrorShape.ERRORS_OBJECT.answer(200, "This could not be saved"));
            case EMPTY_AFTER_STORING -> send(Answer.empty(200));
            case MOVED_PERMANENTLY -> sendRedirect(301);
            case FOUND -> sendRedirect(302);
            case TEMPORARY_REDIRECT -> sendRedirect(307);
            case HUGE_BODY -> {
                start(200, Answer.JSON, CHUNKED);
                writeHugeJson(exchange.getResponseBody());
            }
            case DEEPLY_NESTED_JSON -> send(Answer.text(200, Answer.JSON, nested()));
            case GZIP_BOMB -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                byte[] bomb = Bomb.BYTES;
                start(200, Answer.JSON, bomb.length);
                exchange.getResponseBody().write(bomb);
            }
            case UNAUTHORIZED -> send(Answer.html(401, "Unauthorized"));
            case NOT_FOUND -> send(ErrorShape.ERROR.answer(404, "Record not found"));
            case NONE, STALE_READ -> send(usual.with(limits.countHeaders()));
        }
    }

    void send(Answer answer) throws IOException {
        start(answer);
        if (answer.body() != null) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private void sendRedirect(int status) throws IOException {
        send(Answer.html(status, "You are being redirected").with(Map.of("Location", plan.redirectUrl())));
    }

    private void sendTruncated(Answer usual) throws IOException {
        byte[] body = usual.body() == null ? new byte[0] : usual.body();
        usual.headers().forEach(exchange.getResponseHeaders()::set);
        int sent = Math.max(0, body.length - MISSING_BYTES);
        start(usual.body() == null ? 200 : usual.status(), usual.contentType(), sent + MISSING_BYTES);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
    }

    private void sendSlowly(Answer usual) throws IOException {
        start(usual);
        byte[] body = usual.body() == null ? new byte[0] : usual.body();
        for (int from = 0; from < body.length; from += DRIP_BYTES) {
            exchange.getResponseBody().write(body, from, Math.min(DRIP_BYTES, body.length - from));
            exchange.getResponseBody().flush();
            pauses.pause(plan.dripMillis());
        }
    }

    private void start(Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean none = answer.body() == null || answer.body().length == 0;
        start(answer.status(), answer.contentType(), none ? NO_BODY : answer.body().length);
    }

    private void start(int status, String contentType, long length) throws IOException {
        if (contentType != null) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        answered.accept(status);
        exchange.sendResponseHeaders(status, length);
    }

    private static void writeHugeJson(OutputStream out) throws IOException {
        byte[] piece = new byte[100_000];
        Arrays.fill(piece, (byte) 'a');
        out.write("{\"custom_object_record\":{\"id\":\"".getBytes(StandardCharsets.US_ASCII));
        for (int written = 0; written < HUGE_BYTES; written += piece.length) {
            out.write(piece);
        }
        out.write("\"}}".getBytes(StandardCharsets.US_ASCII));
    }

    private static String nested() {
        return "{\"a\":".repeat(NESTED_OBJECTS) + "1" + "}".repeat(NESTED_OBJECTS);
    }

    /** Packed once, when first asked for. */
    private static final class Bomb {
        static final byte[] BYTES = packed();

        private static byte[] packed() {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                writeHugeJson(gzip);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }
}
