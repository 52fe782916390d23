package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.Time;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * An account whose answers are made up, in time that passes as fast as it is slept. It holds what must be true of every
 * request and every wait, whatever was answered. Not thread-safe.
 */
final class HostileAccount {
    /** More than a minute, the longest of Aha!'s windows, is never waited at once. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(66);
    /** More than any operation on what is made up here needs. */
    private static final int MOST_REQUESTS = 4_000;

    private final List<Request> requests = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final QuickTime time = new QuickTime();
    private final AhaClient client;

    private static final class QuickTime implements Time {
        private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return START.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void sleep(Duration pause) {
            Check.that(!pause.isNegative() && pause.compareTo(LONGEST_SLEEP) <= 0, () -> "a wait of " + pause);
            passed = passed.plus(pause);
        }
    }

    HostileAccount(Function<Request, Response> answers) {
        this(answers, RetryPolicy.DEFAULT);
    }

    /** An account whose requests are not repeated, where repeats are not what a case is about. */
    static HostileAccount impatient(Function<Request, Response> answers) {
        return new HostileAccount(answers, new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    private HostileAccount(Function<Request, Response> answers, RetryPolicy policy) {
        Connector connector = (token, cancellation) -> request -> {
            check(request);
            requests.add(request);
            Check.that(requests.size() <= MOST_REQUESTS, () -> "it never ends: " + request);
            return answers.apply(request);
        };
        AccountSettings settings = new AccountSettings(
                URI.create("https://acme.aha.io"),
                "fuzz",
                Limits.DOCUMENTED,
                policy,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false);
        AhaAccount account = new AhaAccount(settings, connector, time, new Random(1));
        client = account.open(() -> "token", this::notice, new Cancellation());
    }

    AhaClient client() {
        return client;
    }

    /** A new build, which does one thing after the other, so that a case depends on nothing but its bytes. */
    RecordedBuild build() {
        return new RecordedBuild(client, this::notice)
                .helpedBy(Runnable::run)
                .saying(sinceLastSuccess -> List.of("PRJ1-1 is done"));
    }

    List<Request> requests() {
        return requests;
    }

    Duration passed() {
        return time.passed;
    }

    void notice(String line) {
        Check.oneLine(line);
        log.add(line);
    }

    /** No part of an address leads elsewhere, and a body is JSON on one line. */
    private static void check(Request request) {
        Check.that(request.path().matches("(/([A-Za-z0-9._~-]|%[0-9A-F]{2})+)+"), () -> "path " + request.path());
        for (String part : request.path().substring(1).split("/")) {
            String decoded = URLDecoder.decode(part, StandardCharsets.UTF_8);
            Check.that(!part.equals(".") && !part.equals("..") && !decoded.isEmpty(), () -> "path " + request.path());
        }
        Check.that(request.query().matches("([A-Za-z0-9._~&=-]|%[0-9A-F]{2})*"), () -> "query " + request.query());
        Check.that(request.body().indexOf('\n') < 0, () -> "body " + request.body());
    }
}
