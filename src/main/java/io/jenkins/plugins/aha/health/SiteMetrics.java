package io.jenkins.plugins.aha.health;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.function.ToLongFunction;
import jenkins.metrics.api.Metrics;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Publishes each site's state as gauges {@code aha.<site>.…}: {@code requests} and {@code waited.seconds} of the last
 * hour, {@code refused.keys}, {@code silent.seconds} (0 while it answers).
 */
@OptionalExtension(requirePlugins = "metrics")
@Restricted(NoExternalUse.class)
public class SiteMetrics implements SiteStates.Listener {
    @Override
    public void appeared(String site) {
        gauge(site, "requests", SiteReport::requests);
        gauge(site, "waited.seconds", report -> report.waited().toSeconds());
        gauge(site, "refused.keys", report -> report.refusedKeys().size());
        gauge(site, "silent.seconds", SiteReport::silentSeconds);
    }

    private static void gauge(String site, String name, ToLongFunction<SiteReport> value) {
        Metrics.metricRegistry().gauge(nameOf(site) + "." + name, () -> (Gauge<Long>)
                () -> SiteStates.get().report(site).map(value::applyAsLong).orElse(0L));
    }

    @Override
    public void disappeared(String site) {
        String prefix = nameOf(site) + ".";
        Metrics.metricRegistry().removeMatching((name, metric) -> name.startsWith(prefix));
    }

    private static String nameOf(String site) {
        return MetricRegistry.name("aha", site.replaceAll("[^A-Za-z0-9_-]", "_"));
    }
}
