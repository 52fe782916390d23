package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A configured site as the plugin has it on a controller: one account for all builds. */
final class Site implements AutoCloseable {
    /** Limits that never make anybody wait. */
    static final Limits NO_LIMITS = new Limits(1_000_000, 1_000_000);

    private final AhaAccount account;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "Aha! bench");
        thread.setDaemon(true);
        return thread;
    });

    Site(URI url, Limits limits) {
        AccountSettings usual = AccountSettings.forUrl(url);
        AccountSettings settings = new AccountSettings(
                usual.url(),
                usual.userAgent(),
                limits,
                usual.retryPolicy(),
                usual.connectTimeout(),
                usual.readTimeout(),
                usual.callTimeout(),
                usual.disableMailers());
        account = new AhaAccount(settings, OkHttpTransport.connector(settings), Time.SYSTEM, new Random(1));
    }

    /** A site that has used none of Aha!'s limits yet. */
    static Site of(SimulatorProcess simulator) {
        return new Site(simulator.url(), Limits.DOCUMENTED);
    }

    AhaAccount account() {
        return account;
    }

    ExecutorService workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
