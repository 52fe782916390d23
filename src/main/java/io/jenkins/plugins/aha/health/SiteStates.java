package io.jenkins.plugins.aha.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.aha.http.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The states of all sites that builds have used since Jenkins started. Nothing is requested for it. Thread-safe. */
@Extension
@Restricted(NoExternalUse.class)
public final class SiteStates {
    private final ConcurrentMap<String, SiteState> states = new ConcurrentSkipListMap<>();
    private volatile InstantSource clock = InstantSource.system();

    /** Learns which sites have a state. */
    @Restricted(NoExternalUse.class)
    public interface Listener extends ExtensionPoint {
        /** A build uses a site for the first time. */
        void appeared(String site);

        /** A site is no longer configured, or has another address. */
        void disappeared(String site);
    }

    /** Returns the one instance. */
    public static SiteStates get() {
        return ExtensionList.lookupSingleton(SiteStates.class);
    }

    /**
     * Returns what puts a watch on the transports of a build.
     *
     * @param site name of the site
     * @param url its address
     */
    public UnaryOperator<Transport> watch(String site, String url, String credentialsId, Run<?, ?> run) {
        Caller caller = new Caller(credentialsId, run.getParent().getFullName(), run.getNumber());
        SiteState state = of(site, url);
        return transport -> new WatchedTransport(transport, state, KnownProducts.get(), caller);
    }

    private SiteState of(String site, String url) {
        SiteState known = states.get(site);
        if (known != null && known.url().equals(url)) {
            return known;
        }
        SiteState state =
                states.compute(site, (name, old) -> old != null && old.url().equals(url) ? old : create(name, url));
        ExtensionList.lookup(Listener.class).forEach(listener -> listener.appeared(site));
        return state;
    }

    private SiteState create(String site, String url) {
        return new SiteState(site, url, () -> clock.instant());
    }

    /**
     * Forgets the sites that are no longer configured.
     *
     * @param configured name → address
     */
    public void keepOnly(Map<String, String> configured) {
        states.forEach((site, state) -> {
            if (!state.url().equals(configured.get(site)) && states.remove(site, state)) {
                ExtensionList.lookup(Listener.class).forEach(listener -> listener.disappeared(site));
            }
        });
    }

    /** Returns the report of a site; empty when no build has used it yet. */
    public Optional<SiteReport> report(String site) {
        return Optional.ofNullable(states.get(site)).map(SiteState::report);
    }

    /** Returns the reports of all sites that builds have used, by name. */
    public List<SiteReport> reports() {
        return states.values().stream().map(SiteState::report).toList();
    }

    /** For tests. */
    void setClock(InstantSource clock) {
        this.clock = clock;
    }
}
