package io.jenkins.plugins.aha.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the small things cost, as parts of the time that a request takes anyway. */
final class SmallScenario implements Scenario {
    @Override
    public String name() {
        return "small";
    }

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        if (!setting.sizes().small()) {
            return List.of();
        }
        setting.info("JMH: what one request costs");
        Options options = new OptionsBuilder()
                .include(SmallBenchmarks.class.getSimpleName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        Map<String, Double> micros = results.stream()
                .collect(Collectors.toMap(
                        result -> result.getPrimaryResult().getLabel(),
                        result -> result.getPrimaryResult().getScore()));
        double page = micros.get("pageOfRecords");
        return List.of(
                Figure.information(
                        "read a page of 200 records",
                        String.format(
                                "%.2f × the time of Jackson's bare parser (%.0f µs)",
                                page / micros.get("pageByBareParser"), page)),
                ofRequest(setting, "a request's own cost, with limits and headers", micros.get("oneRecord")),
                ofRequest(setting, "read a reference", micros.get("reference")));
    }

    private static Figure ofRequest(Setting setting, String what, double micros) {
        Duration latency = setting.latency();
        double percent = micros * 100_000 / latency.toNanos();
        return Figure.information(
                what, String.format("%.4f %% of a latency of %d ms (%.1f µs)", percent, latency.toMillis(), micros));
    }
}
