package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Abort a step while it waits for an answer, and while it waits for the limits. */
final class AbortScenario implements Scenario {
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration BEFORE = Duration.ofMillis(1500);

    @Override
    public String name() {
        return "abort";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        setting.info("aborting");
        Duration silent = abort(SILENCE, "ahaListRecords", Map.of("product", "PRJ1", "table", "customers"));
        Duration limited = abort(
                setting.latency(),
                "ahaCreateRecord",
                Map.of(
                        "product",
                        "PRJ1",
                        "table",
                        "customers",
                        "fields",
                        IntStream.range(0, 400)
                                .mapToObj(number -> Map.of("name", "Customer " + number))
                                .toList()));
        return List.of(figure("abort while waiting for an answer", silent), figure("abort a bulk", limited));
    }

    private static Figure figure(String scenario, Duration time) {
        return new Figure(scenario, "under 1 s", Setting.seconds(time), time.compareTo(Duration.ofSeconds(1)) < 0);
    }

    private static Duration abort(Duration latency, String step, Map<String, ?> parameters) throws Exception {
        try (SimulatorProcess simulator = SimulatorProcess.start("--latency", latency.toMillis());
                Site site = Site.of(simulator)) {
            Build build = new Build(site, null);
            Future<Object> running = build.begin(step, parameters);
            Time.SYSTEM.sleep(BEFORE);
            return Timed.run(() -> {
                        build.cancellation().cancel();
                        return end(running);
                    })
                    .time();
        }
    }

    private static Throwable end(Future<Object> running) throws InterruptedException {
        try {
            throw new IllegalStateException("Ended before it could be aborted: " + running.get());
        } catch (ExecutionException aborted) {
            Expectation.hold(aborted.getCause() instanceof InterruptedException, "Not aborted but " + aborted);
            return aborted.getCause();
        }
    }
}
