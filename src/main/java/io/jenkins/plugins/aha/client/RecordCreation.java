package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.client.AhaException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates one record exactly once; for one thread. Aha! has no idempotency key, so when the answer to a POST is lost,
 * this looks for the record: one that was created since and has the values sent is the one; none, even after the
 * replicas had time to follow, means that the POST was lost as well and is sent again; several cannot be told apart.
 * After such a repeat it looks once more, for a record of the first try that showed up late.
 */
public final class RecordCreation {
    /** When to look again for a record whose answer was lost: replicas may lag (notes on the API, §2). */
    static final List<Duration> LOOKS =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    /** Aha!'s Date header has whole seconds, and its servers' clocks may differ a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);
    /** For a time that had to be taken from the local clock. */
    private static final Duration LOCAL_CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final AhaClient client;
    private final String product;
    private final String table;
    private final Map<String, Object> fields;
    private final Set<String> others;
    private RecentWrites.Creating mine;
    private Instant earliest;

    /** Remembers, where a crash cannot reach it, that a create was begun. */
    public interface Intent {
        /** An intent that is remembered nowhere. */
        static Intent none() {
            return new Intent() {
                @Override
                public Optional<Instant> begun() {
                    return Optional.empty();
                }

                @Override
                public void begin(Instant at) {
                    // nothing to keep
                }
            };
        }

        /** When an earlier life of this operation sent the request whose outcome it did not note; empty for never. */
        Optional<Instant> begun();

        /** Notes that the request is about to be sent; returns when the note is safe. */
        void begin(Instant at);
    }

    /**
     * @param fields field key → value
     */
    public RecordCreation(AhaClient client, String product, String table, Map<String, Object> fields) {
        this(client, product, table, fields, Set.of());
    }

    /**
     * @param fields field key → value
     * @param others ids of records that are surely not this one, however much they look like it
     */
    public RecordCreation(
            AhaClient client, String product, String table, Map<String, Object> fields, Set<String> others) {
        this.client = client;
        this.product = product;
        this.table = table;
        this.fields = fields;
        this.others = others;
    }

    /**
     * Creates the record, or finds it where an earlier try did.
     *
     * @throws AhaException also with {@link Reason#UNCERTAIN} and the ids, when several records may be the one
     */
    public CustomTableRecord create(Intent intent) throws AhaException, InterruptedException {
        // Two equal records on their way at once could not be told apart afterwards.
        String sameContent = "create " + table + "/" + FieldValues.normalForm(fields);
        try (Cancellation.Activity activity = client.beginInThisThread();
                KeyedLocks.Held held = client.account().locks().lock(List.of(sameContent))) {
            mine = client.account().recentWrites().creating(table, fields);
            try {
                return createAlone(intent);
            } finally {
                client.account().recentWrites().settled(mine);
            }
        }
    }

    private CustomTableRecord createAlone(Intent intent) throws AhaException, InterruptedException {
        ServerClock clock = client.account().serverClock();
        Optional<Instant> begun = intent.begun();
        if (begun.isPresent()) {
            earliest = begun.get().minus(CLOCK_TOLERANCE);
            Optional<CustomTableRecord> found = find(earliest, 1);
            if (found.isPresent()) {
                return adopt(found.get());
            }
        } else {
            // Another life of this operation must find the record, however wrong this computer's clock is.
            intent.begin(clock.isKnown() ? clock.now() : clock.now().minus(LOCAL_CLOCK_TOLERANCE));
        }
        return send();
    }

    private CustomTableRecord send() throws AhaException, InterruptedException {
        AhaAccount account = client.account();
        int tries = account.settings().retryPolicy().tries();
        // The record of any try may show up late, so each search reaches back to the first.
        long sentAt = account.time().nanos();
        for (int attempt = 1; ; attempt++) {
            CustomTableRecord created;
            try {
                created = client.createOnce(product, table, fields);
            } catch (AhaException lost) {
                if (!lost.mayHaveBeenActedOn()) {
                    throw lost;
                }
                client.notices().tell(lost.problem() + "; looking whether the record was created all the same.");
                Optional<CustomTableRecord> found = findAfter(lost, sentAt, attempt);
                if (found.isPresent()) {
                    return adopt(found.get());
                }
                if (attempt >= tries) {
                    throw new AhaException(
                            lost.getMessage() + " It was sent " + attempt + " times, and no record like it was found.",
                            lost);
                }
                client.notices()
                        .tell("The record was not created; sending it again (try " + (attempt + 1) + " of " + tries
                                + ").");
                continue;
            }
            return attempt == 1 ? created : withoutTwin(created);
        }
    }

    /** The record of an earlier try, which counted as not created, may show up late: then there are two. */
    private CustomTableRecord withoutTwin(CustomTableRecord created) throws AhaException, InterruptedException {
        for (Duration pause : LOOKS) {
            client.account().time().sleep(pause);
            List<CustomTableRecord> twins;
            try {
                twins = candidates(earliest);
            } catch (AhaException unknown) {
                client.notices()
                        .tell("Record " + created.id() + " was created, but whether an earlier try had created one as"
                                + " well could not be found out: " + unknown.getMessage());
                return created;
            }
            if (!twins.isEmpty()) {
                throw new AhaException(
                        Reason.UNCERTAIN,
                        "Created record " + created.id() + " in table " + table + " of product " + product
                                + ", but an earlier try, whose answer was lost, may have created one as well, which"
                                + " showed up late: " + ids(twins) + ". Delete those that are too many in Aha!.");
            }
        }
        return created;
    }

    private static String ids(List<CustomTableRecord> records) {
        return records.stream().map(CustomTableRecord::id).collect(Collectors.joining(", "));
    }

    private Optional<CustomTableRecord> findAfter(AhaException lost, long sentAt, int attempt)
            throws AhaException, InterruptedException {
        AhaAccount account = client.account();
        try {
            if (!account.serverClock().isKnown()) {
                client.list(product, table, null, 1, 1);
            }
            if (earliest == null) {
                Duration elapsed = Duration.ofNanos(account.time().nanos() - sentAt);
                Duration tolerance = account.serverClock().isKnown() ? CLOCK_TOLERANCE : LOCAL_CLOCK_TOLERANCE;
                earliest = account.serverClock().now().minus(elapsed).minus(tolerance);
            }
            return find(earliest, attempt);
        } catch (AhaException e) {
            if (e.getReason() == Reason.UNCERTAIN) {
                throw e;
            }
            throw new AhaException(
                    lost.getMessage() + " The record may have been created; looking for it failed too: "
                            + e.getMessage(),
                    lost);
        }
    }

    private Optional<CustomTableRecord> find(Instant since, int attempt) throws AhaException, InterruptedException {
        Optional<CustomTableRecord> found = Optional.empty();
        for (int look = 0; look < LOOKS.size() && found.isEmpty(); look++) {
            found = lookAfter(LOOKS.get(look), since);
        }
        if (found.isPresent() && attempt > 1) {
            // An earlier try's record, perhaps, that showed up late: so may the one of this try.
            for (Duration pause : LOOKS) {
                lookAfter(pause, since);
            }
        }
        return found;
    }

    private Optional<CustomTableRecord> lookAfter(Duration pause, Instant since)
            throws AhaException, InterruptedException {
        client.account().time().sleep(pause);
        List<CustomTableRecord> candidates = candidates(since);
        if (candidates.size() > 1) {
            throw new AhaException(
                    Reason.UNCERTAIN,
                    "Could not find out whether a record was created in table " + table + " of product " + product
                            + ": the answer was lost, and several new records have the same values: "
                            + ids(candidates) + ". Delete those that are too many in Aha!.");
        }
        return candidates.stream().findFirst();
    }

    private List<CustomTableRecord> candidates(Instant since) throws AhaException, InterruptedException {
        List<CustomTableRecord> exact = new ArrayList<>();
        List<CustomTableRecord> equal = new ArrayList<>();
        List<CustomTableRecord> compatible = new ArrayList<>();
        RecordPages pages = new RecordPages(client, product, table, since, AhaClient.LARGEST_PAGE, Runnable::run, 0);
        for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
            RecentWrites ours = client.account().recentWrites();
            if (!isNewSince(record, since) || others.contains(record.id()) || ours.isCreatedHere(record.id())) {
                continue;
            }
            if (FieldValues.exactlySame(fields, record.fields())) {
                exact.add(record);
            } else if (!contradictsNothing(record) || ours.isWantedByAnother(mine, record)) {
                continue;
            } else if (FieldValues.allSame(fields, record.fields())) {
                equal.add(record);
            } else {
                compatible.add(record);
            }
        }
        return Stream.of(exact, equal, compatible)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isNewSince(CustomTableRecord record, Instant since) {
        return Timestamps.parse(record.createdAt())
                .map(created -> !created.isBefore(since))
                .orElse(true);
    }

    /** Aha! may have dropped a field that the table does not have; what it kept must agree. */
    private boolean contradictsNothing(CustomTableRecord record) {
        boolean agrees = false;
        for (Map.Entry<String, Object> sent : fields.entrySet()) {
            Object found = record.fields().get(sent.getKey());
            if (FieldValues.isEmpty(found)) {
                continue;
            }
            if (!FieldValues.same(sent.getValue(), found)) {
                return false;
            }
            agrees = true;
        }
        return agrees;
    }

    private CustomTableRecord adopt(CustomTableRecord record) {
        client.account().recentWrites().created(product, table, record);
        client.notices().tell("Found record " + record.id() + ": it had been created although the answer was lost.");
        return record;
    }
}
