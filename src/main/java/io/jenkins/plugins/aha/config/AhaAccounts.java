package io.jenkins.plugins.aha.config;

import hudson.Extension;
import hudson.ProxyConfiguration;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.aha.client.AccountState;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.health.SiteStates;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import okhttp3.OkHttpClient;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The accounts that this controller sends requests to. All sites of one URL share its limits, its locks and the memory
 * of what was written to it, also while builds run and the form is saved; time-outs and the like are each site's own.
 */
@Restricted(NoExternalUse.class)
public final class AhaAccounts {
    /** One for each URL that requests were ever sent to, for as long as Jenkins runs: a lost lock would lose links. */
    private static final Map<URI, AccountState> STATES = new ConcurrentHashMap<>();

    /** What can be made again at any time. */
    private static final Map<AccountSettings, AhaAccount> ACCOUNTS = new ConcurrentHashMap<>();

    /** For people in front of a form. */
    private static final RetryPolicy IMPATIENT =
            new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private AhaAccounts() {}

    /**
     * One client for all, since only those with the same proxy selector share connections. It asks for the proxy
     * with each new connection. Loaded with the first request: a controller without Aha! never loads OkHttp.
     */
    private static final class SharedHttp {
        private static final OkHttpClient CLIENT = JenkinsOkHttpClient.newClientBuilder(OkHttpTransport.shareable())
                .build();
        private static ProxyConfiguration proxy;

        /** Connections that were kept must not go around a proxy that was configured meanwhile. */
        static synchronized void followProxy() {
            ProxyConfiguration configured = Jenkins.get().getProxy();
            if (configured != proxy) {
                proxy = configured;
                CLIENT.connectionPool().evictAll();
            }
        }
    }

    /** Applies a changed configuration to waiting requests. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Changes extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof AhaGlobalConfiguration configuration) {
                // Settings of former sites need not be kept; steps that run hold theirs.
                ACCOUNTS.clear();
                SiteStates.get()
                        .keepOnly(configuration.getSites().stream()
                                .collect(Collectors.toMap(AhaSite::getName, AhaSite::getUrl)));
                STATES.forEach((url, state) -> lowest(url).ifPresent(state::limitTo));
            }
        }
    }

    /**
     * Returns the account of a site.
     *
     * @throws IllegalArgumentException when the site's URL is not allowed
     */
    public static AhaAccount of(AhaSite site) {
        AccountSettings wanted = settings(site, RetryPolicy.DEFAULT);
        Limits limits = lowest(wanted.url()).orElse(wanted.limits());
        AccountState state = STATES.computeIfAbsent(wanted.url(), url -> new AccountState(limits, Time.SYSTEM));
        state.limitTo(limits);
        return ACCOUNTS.computeIfAbsent(wanted, settings -> open(settings, state));
    }

    /**
     * Returns the account of a site for the questions of forms, which are repeated once at most. It shares the limits
     * with the builds.
     *
     * @throws IllegalArgumentException when the site's URL is not allowed
     */
    static AhaAccount forForms(AhaSite site) {
        AhaAccount ofBuilds = of(site);
        return ACCOUNTS.computeIfAbsent(
                settings(site, IMPATIENT),
                settings -> open(settings, STATES.get(ofBuilds.settings().url())));
    }

    /**
     * Returns an account for one question, which neither waits behind the builds nor counts with them.
     *
     * @throws IllegalArgumentException when the site's URL is not allowed
     */
    static AhaAccount forConnectionTest(AhaSite site, RetryPolicy patience) {
        AccountSettings settings = settings(site, patience);
        return open(settings, new AccountState(settings.limits(), Time.SYSTEM));
    }

    /** Returns the limits that hold for a site: the lowest of all sites with its URL. */
    public static Limits limits(AhaSite site) {
        return usable(site)
                .flatMap(settings -> lowest(settings.url()))
                .orElse(new Limits(site.getRequestsPerSecond(), site.getRequestsPerMinute()));
    }

    /** Returns the limits that all configured sites of a URL agree to; empty when there is none. */
    private static Optional<Limits> lowest(URI url) {
        return AhaGlobalConfiguration.get().getSites().stream()
                .flatMap(site -> usable(site).stream())
                .filter(settings -> settings.url().equals(url))
                .map(AccountSettings::limits)
                .reduce(Limits::and);
    }

    /** Returns empty for a site with a URL that is not allowed, as it may stand on the disk: nothing is sent to it. */
    private static Optional<AccountSettings> usable(AhaSite site) {
        try {
            return Optional.of(settings(site, RetryPolicy.DEFAULT));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static AccountSettings settings(AhaSite site, RetryPolicy patience) {
        Duration readTimeout = Duration.ofSeconds(site.getReadTimeoutSeconds());
        return new AccountSettings(
                SiteUrl.check(site.getUrl(), site.isAllowOtherHost()),
                UserAgent.naming(site.getContact()),
                new Limits(site.getRequestsPerSecond(), site.getRequestsPerMinute()),
                patience,
                Duration.ofSeconds(site.getConnectTimeoutSeconds()),
                readTimeout,
                readTimeout.multipliedBy(2),
                site.isDisableMailers());
    }

    private static AhaAccount open(AccountSettings settings, AccountState state) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        Connector connector = OkHttpTransport.connector(SharedHttp.CLIENT, settings);
        return new AhaAccount(
                settings,
                state,
                (token, cancellation) -> {
                    SharedHttp.followProxy();
                    return connector.connect(token, cancellation);
                },
                random);
    }
}
