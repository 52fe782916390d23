package io.jenkins.plugins.aha.run;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.aha.config.AhaSite;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that work for all builds on one site; idle ones end. Steps wait in the queue without a thread of
 * their own, so a thousand of them cost nothing but memory.
 */
final class SiteWorkers {
    private static final int WITHOUT_SITE = 4;
    private static final Map<String, ThreadPoolExecutor> POOLS = new ConcurrentHashMap<>();

    private SiteWorkers() {}

    /** The threads of a site, as many as it is configured to have. */
    static ThreadPoolExecutor of(AhaSite site) {
        return sized("site " + site.getName(), site.getWorkerThreads());
    }

    /** For operations that speak to no site. */
    static ThreadPoolExecutor withoutSite() {
        return sized("no site", WITHOUT_SITE);
    }

    /** The pool of a name, grown or shrunk to the number of threads that is configured by now. */
    private static ThreadPoolExecutor sized(String name, int threads) {
        return POOLS.compute(name, (same, pool) -> {
            if (pool == null) {
                return open(name, threads);
            }
            // Never more core threads than the maximum, not even for a moment.
            if (threads > pool.getMaximumPoolSize()) {
                pool.setMaximumPoolSize(threads);
                pool.setCorePoolSize(threads);
            } else if (threads < pool.getMaximumPoolSize()) {
                pool.setCorePoolSize(threads);
                pool.setMaximumPoolSize(threads);
            }
            return pool;
        });
    }

    private static ThreadPoolExecutor open(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), "Aha! " + name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
