package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.RequestLimiter;
import io.jenkins.plugins.aha.http.RequestSource;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.Reference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two sites of one account, each with settings of its own: what must not be doubled is there once. */
@Timeout(120)
class AccountStateTest {
    private static final URI URL = URI.create("https://acme.aha.io");

    private final VirtualTime time = new VirtualTime();
    private final AccountState state = new AccountState(new Limits(2, 300), time);
    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final AhaAccount one = account("one", Duration.ofSeconds(10), false);
    private final AhaAccount other = account("other", Duration.ofSeconds(20), true);

    private AhaAccount account(String userAgent, Duration connectTimeout, boolean disableMailers) {
        AccountSettings settings = new AccountSettings(
                URL,
                userAgent,
                Limits.DOCUMENTED,
                RetryPolicy.DEFAULT,
                connectTimeout,
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                disableMailers);
        Connector connector = (token, cancellation) -> request -> {
            arrivals.add(time.passed());
            return new Response(200, Map.of(), "{\"user\": {\"name\": \"Ada\"}}".getBytes());
        };
        return new AhaAccount(settings, state, connector, new Random(1));
    }

    private AhaClient client(AhaAccount account) {
        return account.open(() -> "token", BuildLog.NONE, new Cancellation());
    }

    @Test
    void aLockThatOneHoldsStopsTheOther() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            began.countDown();
            try (KeyedLocks.Held held = other.locks().lock(List.of("links PRJ1-1/customers"))) {
                entered.countDown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (KeyedLocks.Held held = one.locks().lock(List.of("links PRJ1-1/customers"))) {
            second.start();
            began.await();
            while (second.getState() != Thread.State.WAITING && second.isAlive()) {
                Thread.onSpinWait();
            }
            assertEquals(1, entered.getCount(), "two were inside at once");
        }
        assertTrue(entered.await(60, TimeUnit.SECONDS));
        second.join();
    }

    @Test
    void whatOneWroteTheOtherKnows() {
        Reference release = Reference.parse("PRJ1-R-1", null);
        one.recentLinks().written(release, "customers", List.of(), List.of("1"));
        assertEquals(
                List.of("1"),
                other.recentLinks().newerThan(release, "customers", List.of()).orElseThrow());
    }

    @Test
    void bothTogetherKeepTheLimits() throws Exception {
        for (int i = 0; i < 3; i++) {
            client(one).me();
            client(other).me();
        }
        long second = 1_005_000_000L;
        assertEquals(List.of(0L, 0L, second, second, 2 * second, 2 * second), arrivals);
    }

    @Test
    void eachKeepsItsOwnSettings() {
        Request write = Request.of(Request.Method.PUT, "try", "features", "PRJ1-1");
        assertFalse(one.writing(write).query().contains("disable_mailers"));
        assertTrue(other.writing(write).query().contains("disable_mailers=true"));
    }

    @Test
    void limitsThatAreLoweredCountForThoseWhoWait() throws Exception {
        assertEquals(60_050_000_000L, arrivalWhereLimitsChange(2, new Limits(2, 2)));
    }

    @Test
    void limitsThatAreRaisedCountForThoseWhoWait() throws Exception {
        state.limitTo(new Limits(1, 1));
        long arrival = arrivalWhereLimitsChange(1, Limits.DOCUMENTED);
        assertEquals(1_000_000_000L, arrival, "a waiter looks again within a second");
    }

    /** Returns when a request is sent that waits behind some others while the limits change. */
    private long arrivalWhereLimitsChange(int before, Limits changed) throws Exception {
        RequestLimiter limiter = state.limiter();
        time.among(2);
        for (int i = 0; i < before; i++) {
            limiter.acquire(new RequestSource("build", BuildLog.NONE)).answered();
        }
        FutureTask<Long> arrival = new FutureTask<>(() -> {
            try {
                limiter.acquire(new RequestSource("build", BuildLog.NONE)).answered();
                return time.passed();
            } finally {
                time.leave();
            }
        });
        new Thread(arrival).start();
        time.awaitSleeping(1);
        state.limitTo(changed);
        time.leave();
        return arrival.get();
    }

    @Test
    void theLowestOfAllLimitsHolds() {
        assertEquals(new Limits(5, 100), new Limits(5, 300).and(new Limits(20, 100)));
    }

    @Test
    void aFormAsksTheSameAccountAndRequestsCanBeWatched() throws Exception {
        List<Request> watched = new ArrayList<>();
        AhaAccount seen = one.watched(transport -> request -> {
            watched.add(request);
            return transport.send(request);
        });
        seen.openForForm(() -> "t", new Cancellation(), "forms", Duration.ofSeconds(1))
                .me();
        assertEquals(1, watched.size());
        assertEquals(1, arrivals.size());
    }

    @Test
    void pageSizesOfTheListsThatWereAskedLongAgoAreForgotten() {
        for (int list = 0; list <= 2_000; list++) {
            state.pageSizes().remember("list " + list, 50);
        }
        assertEquals(200, state.pageSizes().limit("list 0", 200));
        assertEquals(50, state.pageSizes().limit("list 2000", 200));
    }
}
