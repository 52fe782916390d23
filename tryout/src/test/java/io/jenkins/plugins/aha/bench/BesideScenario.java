package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One link of a release while another build writes thousands of records and has used up the minute. */
final class BesideScenario implements Scenario {
    private static final int WRITES = 5_000;
    /** By then a bulk has used what a minute allows it. */
    private static final Duration HEAD_START = Duration.ofSeconds(17);

    @Override
    public String name() {
        return "beside";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        String scenario = "link one release beside a build of " + WRITES + " writes";
        setting.info(scenario);
        try (SimulatorProcess simulator = SimulatorProcess.start(
                "--latency", setting.latency().toMillis())) {
            Object customer = LinkScenario.anyCustomer(simulator);
            Duration alone;
            try (Site site = Site.of(simulator)) {
                link(site, customer, "add");
                alone = link(site, customer, "remove");
            }
            simulator.tally();
            try (Site site = Site.of(simulator)) {
                Build bulk = new Build(site, null);
                Future<Object> writing = bulk.begin(
                        "ahaCreateRecord",
                        Map.of(
                                "product",
                                "PRJ1",
                                "table",
                                "deployments",
                                "fields",
                                IntStream.range(0, WRITES)
                                        .mapToObj(number -> Map.of("name", "Deployment " + number))
                                        .toList()));
                Time.SYSTEM.sleep(setting.sizes() == Sizes.SMOKE ? setting.latency() : HEAD_START);
                Duration beside = link(site, customer, "add");
                bulk.cancellation().cancel();
                end(writing);
                return List.of(new Figure(
                        scenario,
                        "at most 1.50 s later than alone",
                        Setting.seconds(beside.minus(alone)) + " later (" + Setting.seconds(beside) + " to "
                                + Setting.seconds(alone) + ")",
                        beside.minus(alone).compareTo(Duration.ofMillis(1500)) <= 0));
            }
        }
    }

    private static Duration link(Site site, Object customer, String mode) throws Exception {
        return Timed.run(() -> Build.run(
                        site,
                        "ahaLinkRecords",
                        Map.of("target", "PRJ1-R-1", "field", "customers", "records", customer, "mode", mode)))
                .time();
    }

    private static void end(Future<Object> aborted) throws InterruptedException {
        try {
            throw new IllegalStateException("Ended before it could be aborted: " + aborted.get());
        } catch (ExecutionException expected) {
            Expectation.hold(expected.getCause() instanceof InterruptedException, "Not aborted but " + expected);
        }
    }
}
