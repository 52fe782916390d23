package io.jenkins.plugins.aha.config;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.aha.client.AccountSettings;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.OkHttpTransport;
import io.jenkins.plugins.aha.client.Time;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import jenkins.model.Jenkins;
import okhttp3.OkHttpClient;

/** The accounts that this controller speaks to: one for equal settings, so that all builds share its limits. */
public final class AhaAccounts {
    private static final Map<AccountSettings, AhaAccount> ACCOUNTS = new ConcurrentHashMap<>();

    private AhaAccounts() {}

    /**
     * One client for all, since only those with the same proxy selector share connections. It asks for the proxy
     * with each new connection. Loaded with the first request: who does not use Aha! pays nothing for OkHttp.
     */
    private static final class SharedHttp {
        private static final OkHttpClient CLIENT =
                JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()).build();
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

    /**
     * The account of a site.
     *
     * @throws IllegalArgumentException when the site's URL is not allowed
     */
    public static AhaAccount of(AhaSite site) {
        return ACCOUNTS.computeIfAbsent(site.toSettings(), AhaAccounts::open);
    }

    /** An account for one question, which does not have to wait behind the builds. */
    static AhaAccount forTest(AccountSettings settings) {
        return open(settings);
    }

    private static AhaAccount open(AccountSettings settings) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        AhaAccount.Connector connector = OkHttpTransport.connector(SharedHttp.CLIENT, settings);
        return new AhaAccount(
                settings,
                (token, cancellation) -> {
                    SharedHttp.followProxy();
                    return connector.connect(token, cancellation);
                },
                Time.SYSTEM,
                random);
    }
}
