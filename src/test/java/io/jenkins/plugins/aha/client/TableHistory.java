package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random history of a table: others, and this controller, create, rename, move and delete records, a controller is
 * restarted, and whenever it looks for a name it must find what reading the whole table at that moment would. For one
 * thread.
 */
final class TableHistory {
    private static final List<String> NAMES = List.of(
            "Acme",
            "acme",
            "Zane ",
            "Initech",
            "Umbrella",
            "Hooli",
            "Stark",
            "Wayne",
            "Wonka",
            "Cyberdyne",
            "Tyrell",
            "Soylent");
    /** Small pages make a small table worth an index. */
    private static final int PAGE = 1;

    private final Random random;
    private final Clock clock = new Clock();
    private final PlainTable table = new PlainTable(clock);
    private final Duration lag;
    private final boolean betweenRequests;
    private final PlainAha aha;
    private final ExpectedRecords expected;
    /** The names before and after the latest change: those are worth looking for. */
    private final List<String> touched = new ArrayList<>();

    private AhaAccount account;
    private int answers;
    private int readings;

    private static final class Clock implements PlainTable.VirtualClock {
        private long nanos;

        @Override
        public void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public Instant now() {
            return ExpectedRecords.START.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration pause) {
            pass(pause);
        }
    }

    TableHistory(long seed) {
        random = new Random(seed);
        lag = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(1 + random.nextInt(28));
        betweenRequests = random.nextBoolean();
        expected = new ExpectedRecords(table, clock, lag);
        aha = new PlainAha(table, clock, random, lag, () -> {
            if (betweenRequests && random.nextInt(30) == 0) {
                others();
            }
        });
        start();
    }

    /** How often the index answered. */
    int answers() {
        return answers;
    }

    /** How often the whole table was read. */
    int readings() {
        return readings;
    }

    /** @throws AssertionError where something else was found than is there */
    void run() throws InterruptedException {
        for (int records = 4 + random.nextInt(12); records > 0; records--) {
            table.create(name());
        }
        clock.pass(Duration.ofMinutes(3));
        for (int steps = 10 + random.nextInt(20); steps > 0; steps--) {
            step();
            table.forgetBefore(Duration.ofMinutes(10));
        }
    }

    private void start() {
        account = SimulatedAha.account(SimulatedAha.settings("https://acme.aha.io", new Limits(9_999, 99_999)), clock);
        account = new AhaAccount(account.settings(), (token, cancellation) -> aha, clock, random);
        expected.forgetOwnWrites();
    }

    private void step() throws InterruptedException {
        try {
            switch (random.nextInt(12)) {
                case 0, 1 -> others();
                case 2 -> write();
                case 3 -> clock.pass(Duration.ofMillis(random.nextInt(45_000)));
                case 4, 5 -> clock.pass(Duration.ofMillis(45_000 + random.nextInt(60_000)));
                case 6 -> {
                    if (random.nextInt(8) == 0) {
                        start();
                    } else if (random.nextInt(8) == 0) {
                        clock.pass(Duration.ofHours(random.nextInt(30)));
                    }
                }
                default -> look(nameToLookFor());
            }
        } catch (AhaException failed) {
            // An answer was lost for good, a record is gone, or replicas disagree: nothing was said about the table.
            Objects.requireNonNull(failed.getReason());
        }
    }

    private AhaClient client() {
        account.pageSizes()
                .remember(RecordPages.request("PRJ1", "customers", null).path(), PAGE);
        return account.open(() -> "token", BuildLog.NONE, new Cancellation());
    }

    private String name() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        touched.add(name);
        return name;
    }

    private String nameToLookFor() {
        String name = touched.isEmpty() || random.nextInt(4) == 0
                ? NAMES.get(random.nextInt(NAMES.size()))
                : touched.get(random.nextInt(touched.size()));
        if (touched.size() > 6) {
            touched.subList(0, touched.size() - 3).clear();
        }
        return name;
    }

    private Optional<Long> anyRecord() {
        List<PlainTable.Row> rows = List.copyOf(table.now().values());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        PlainTable.Row any = rows.get(random.nextInt(rows.size()));
        if (any.name() != null) {
            touched.add(any.name());
        }
        return Optional.of(any.id());
    }

    private void others() {
        Optional<Long> any = anyRecord();
        int what = random.nextInt(6);
        if (any.isEmpty() || what < 2) {
            table.create(name());
        } else if (what == 2) {
            table.rename(any.get(), random.nextInt(5) == 0 ? null : name());
        } else if (what == 3) {
            table.move(any.get());
        } else {
            table.delete(any.get());
            if (random.nextBoolean()) {
                table.create(name());
            }
        }
    }

    private void write() throws AhaException, InterruptedException {
        Optional<Long> any = anyRecord();
        int what = random.nextInt(4);
        if (any.isEmpty() || what < 2) {
            expected.created(
                    new RecordCreation(client(), "PRJ1", "customers", Map.of("name", name()), List.of("name"), Set.of())
                            .create(RecordCreation.Intent.none()));
        } else if (what == 2) {
            expected.updated(client().update(Long.toString(any.get()), Map.of("name", name())));
        } else {
            client().delete(Long.toString(any.get()));
            expected.deleted(any.get());
        }
    }

    private void look(String name) throws AhaException, InterruptedException {
        AhaClient client = client();
        TableIndex index = account.tableIndexes().of(client, "PRJ1", "customers", List.of("name"));
        Set<String> wanted = new TreeSet<>(index.places().same(Map.of("name", name)));
        wanted.addAll(index.places().near(Map.of("name", name)));
        PlaceSearch search = new PlaceSearch(wanted);
        long begun = clock.nanos();
        Optional<List<String>> ids = index.find(client, Runnable::run, search, total -> {});
        boolean sure = ids.isPresent();
        for (String id : ids.orElse(List.of())) {
            Optional<CustomTableRecord> record = index.read(client, id, search);
            record.ifPresent(one -> search.found(one, index.places().ofRecord(one)));
            sure &= record.isPresent();
        }
        if (sure && search.isClear()) {
            answers++;
            expected.check(name, index.places(), wanted, search.found, begun);
        } else {
            readings++;
            if (ids.isPresent()) {
                search.startOver();
                index.scan(client, Runnable::run, search, total -> {});
            }
            if (lag.isZero() && !betweenRequests) {
                expected.check(name, index.places(), wanted, search.found, begun);
            }
        }
    }
}
