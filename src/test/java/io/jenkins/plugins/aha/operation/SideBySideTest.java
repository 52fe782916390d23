package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that wait for one another keep no other operation waiting. */
@Timeout(60)
class SideBySideTest {
    private static final int BRANCHES = 30;

    @Test
    void aGetBesideThirtyBranchesThatChangeOneListIsAnsweredBeforeTheyEnd() throws Exception {
        try (DemoAha aha = new DemoAha()) {
            CountDownLatch firstRead = new CountDownLatch(1);
            CountDownLatch got = new CountDownLatch(1);
            // The branch that holds the list's lock stops there until the get is answered; the others wait for the
            // lock.
            aha.restartController(transport -> request -> {
                if (request.path().startsWith("/features/")) {
                    firstRead.countDown();
                    got.await();
                }
                return transport.send(request);
            });
            String customer = aha.customer("Acme Corp");
            ExecutorService threads = Executors.newCachedThreadPool();
            List<Future<?>> branches = new ArrayList<>();
            for (int branch = 0; branch < BRANCHES; branch++) {
                Callable<Object> link = () -> aha.build()
                        .run("ahaLinkRecords", Map.of("target", "PRJ1-1", "field", "customers", "records", customer));
                branches.add(threads.submit(link));
            }
            firstRead.await();
            long before = aha.time().nanos();
            aha.build().run("ahaGetRecord", Map.of("id", customer));
            assertTrue(aha.time().nanos() - before <= Duration.ofMillis(150).toNanos());
            got.countDown();
            for (Future<?> branch : branches) {
                branch.get();
            }
            threads.shutdown();
        }
    }
}
