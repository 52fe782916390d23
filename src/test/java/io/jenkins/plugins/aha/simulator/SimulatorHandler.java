package io.jenkins.plugins.aha.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Takes each request through log, limits, latency, faults and routes, in this order. Thread-safe. */
final class SimulatorHandler implements HttpHandler {
    private final Account account;
    private final ApiRoutes routes;
    private final RequestLog log;
    private final RateLimits limits;
    private final FaultPlan faults;
    private final Pauses pauses;
    private final LongSupplier nanoClock;
    private final Map<URI, Answer> frozen = new ConcurrentHashMap<>();

    SimulatorHandler(
            Account account,
            RequestLog log,
            RateLimits limits,
            FaultPlan faults,
            Pauses pauses,
            LongSupplier nanoClock) {
        this.account = account;
        this.routes = new ApiRoutes(account);
        this.log = log;
        this.limits = limits;
        this.faults = faults;
        this.pauses = pauses;
        this.nanoClock = nanoClock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            RequestLog.Slot slot = log.add(seen(exchange, body));
            Delivery delivery = new Delivery(exchange, faults, pauses, limits, slot::answered);
            Optional<Answer> refusal = limits.arrive();
            pauses.pause(account.settings().latencyMillis());
            if (refusal.isPresent()) {
                delivery.send(refusal.get());
                return;
            }
            String path = exchange.getRequestURI().getRawPath();
            Fault fault = faults.take(exchange.getRequestMethod(), path);
            slot.met(fault);
            delivery.send(fault, () -> answer(call(exchange, body, fault)));
        }
    }

    private Answer answer(ApiCall call) {
        Answer answer = account.settings().frozen() && call.isRead()
                ? frozen.computeIfAbsent(call.uri(), any -> routes.answer(call))
                : routes.answer(call);
        pauses.pause(answer.pauseMillis());
        return answer;
    }

    private static ApiCall call(HttpExchange exchange, String body, Fault fault) {
        Headers headers = exchange.getRequestHeaders();
        return new ApiCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers.getFirst("Authorization"),
                headers.getFirst("Content-Type"),
                body,
                fault == Fault.STALE_READ);
    }

    private SeenRequest seen(HttpExchange exchange, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new SeenRequest(
                nanoClock.getAsLong(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                Map.copyOf(headers),
                body,
                0,
                Fault.NONE);
    }
}
