package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.ServerClock;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.NormalForm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Creates one record exactly once. Aha! has no idempotency key, so when the answer to a POST is lost, this looks for
 * the record: the one that {@link LostRecordSearch} finds is adopted; none, even after the replicas had time to follow,
 * means that the POST was lost as well and is sent again; several, or a doubtful one, are an error that names them.
 * After such a repeat it looks once more, for a record of the first try that showed up late. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecordCreation {
    /** Aha!'s Date header has whole seconds, and its servers' clocks may differ a little. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);
    /** For a time that had to be taken from the local clock. */
    private static final Duration LOCAL_CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final AhaClient client;
    private final String product;
    private final String table;
    private final Map<String, Object> fields;
    private final List<String> uniqueBy;
    private final Set<String> others;
    private LostRecordSearch search;
    private Instant earliest;
    private boolean found;

    /** Remembers, where a crash cannot reach it, that a create was begun. */
    @Restricted(NoExternalUse.class)
    public interface Intent {
        /** Returns an intent that is remembered nowhere. */
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

        /**
         * Returns when an earlier run of this operation sent the request whose outcome it did not note; empty for
         * never.
         */
        Optional<Instant> begun();

        /** Notes that the request is about to be sent; returns when the note is safe. */
        void begin(Instant at);
    }

    /** Returns a record that may look like any other. */
    public RecordCreation(AhaClient client, String product, String table, Map<String, Object> fields) {
        this(client, product, table, fields, List.of(), Set.of());
    }

    /**
     * @param uniqueBy the keys of the fields by which records are unique; empty where none are
     * @param others ids of records that are surely not this one, however much they look like it
     */
    public RecordCreation(
            AhaClient client,
            String product,
            String table,
            Map<String, Object> fields,
            List<String> uniqueBy,
            Set<String> others) {
        this.client = client;
        this.product = product;
        this.table = table;
        this.fields = fields;
        this.uniqueBy = uniqueBy;
        this.others = others;
    }

    /**
     * Creates the record, or finds it where an earlier try did.
     *
     * @throws AhaException also with {@link Reason#UNCERTAIN} and the ids, when several records may be the one
     */
    public CustomTableRecord create(Intent intent) throws AhaException, InterruptedException {
        // Two equal records on their way at once could not be distinguished afterwards.
        String sameContent = "create " + table + "/" + NormalForm.ofFields(fields);
        RecentWrites recentWrites = client.account().recentWrites();
        try (Cancellation.Activity activity = client.beginInThisThread();
                KeyedLocks.Held held = client.account().locks().lock(List.of(sameContent))) {
            RecentWrites.Creating mine = recentWrites.creating(table, fields);
            search = new LostRecordSearch(client, product, table, fields, uniqueBy, others, mine);
            boolean done = false;
            try {
                CustomTableRecord record = createAlone(intent);
                done = true;
                return record;
            } finally {
                recentWrites.settled(mine);
                if (!done) {
                    recentWrites.createFailed(table);
                }
            }
        }
    }

    /** Returns whether the record was found, rather than answered to the create. */
    public boolean wasFound() {
        return found;
    }

    private CustomTableRecord createAlone(Intent intent) throws AhaException, InterruptedException {
        ServerClock clock = client.account().serverClock();
        Optional<Instant> begun = intent.begun();
        if (begun.isPresent()) {
            earliest = begun.get().minus(CLOCK_TOLERANCE);
            Optional<CustomTableRecord> before = find(1);
            if (before.isPresent()) {
                return adopt(before.get());
            }
        } else {
            // A later run of this operation must find the record, however wrong this computer's clock is.
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
                client.log().info(lost.problem() + "; looking whether the record was created all the same.");
                Optional<CustomTableRecord> before = findAfter(lost, sentAt, attempt);
                if (before.isPresent()) {
                    return adopt(before.get());
                }
                if (attempt >= tries) {
                    throw new AhaException(
                            lost.getMessage() + " It was sent " + attempt + " times, and no record like it was found.",
                            lost);
                }
                client.log()
                        .info("The record was not created; sending it again (try " + (attempt + 1) + " of " + tries
                                + ").");
                continue;
            }
            if (attempt > 1) {
                search.refuseTwin(created, earliest);
            }
            return withFields(created);
        }
    }

    /** An answer may leave out the fields. */
    private CustomTableRecord withFields(CustomTableRecord created) throws AhaException, InterruptedException {
        CustomTableRecord whole;
        try {
            whole = ReadBack.whole(client, created.id(), created, fields);
        } catch (AhaException unread) {
            throw new AhaException(
                    "Created record " + created.id() + " in table " + table + " of product " + product
                            + ", but Aha!'s answer left out its fields. " + unread.getMessage(),
                    unread);
        }
        client.account().recentWrites().updated(whole);
        return whole;
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
            return find(attempt);
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

    private Optional<CustomTableRecord> find(int attempt) throws AhaException, InterruptedException {
        Optional<CustomTableRecord> one = Optional.empty();
        for (int look = 0; look < RecentWrites.LOOKS.size() && one.isEmpty(); look++) {
            one = lookAfter(RecentWrites.LOOKS.get(look));
        }
        if (one.isEmpty()) {
            search.refuseDoubtful();
        } else if (attempt > 1) {
            // An earlier try's record, perhaps, that showed up late: so may the one of this try.
            for (Duration pause : RecentWrites.LOOKS) {
                lookAfter(pause);
            }
        }
        return one;
    }

    private Optional<CustomTableRecord> lookAfter(Duration pause) throws AhaException, InterruptedException {
        client.account().time().sleep(pause);
        return search.theOne(earliest);
    }

    private CustomTableRecord adopt(CustomTableRecord record) {
        found = true;
        client.account().recentWrites().created(product, table, record);
        client.log().info("Found record " + record.id() + ": it had been created although the answer was lost.");
        return record;
    }
}
