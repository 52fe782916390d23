package io.jenkins.plugins.aha.operation.links;

import static io.jenkins.plugins.aha.operation.links.LinkWish.sameIds;
import static io.jenkins.plugins.aha.operation.links.LinkWish.without;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.RecentLinks;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.LinkTarget;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The list of one link field of one target. Aha! can only replace the whole list, so to add or remove is to read, merge
 * and write, alone on this controller for this list.
 */
@Restricted(NoExternalUse.class)
public final class LinkFieldUpdate {
    private final OperationContext context;
    private final Reference target;
    private final String field;
    private final LinkWish wish;
    private final Semaphore writes;
    private final boolean verify;
    private final boolean dryRun;
    private Subject subject;
    /** Names this list in the journal. */
    private String note;
    /** Whether the target was just created, so that its list is known to be empty. */
    private boolean isNew;

    /**
     * @param writes limits how many lists are written at the same time
     */
    public LinkFieldUpdate(
            OperationContext context,
            Reference target,
            String field,
            LinkWish wish,
            Semaphore writes,
            boolean verify,
            boolean dryRun) {
        this.context = context;
        this.target = target;
        this.field = field;
        this.wish = wish;
        this.writes = writes;
        this.verify = verify;
        this.dryRun = dryRun;
        this.note = target.toString();
    }

    /**
     * Makes the notes in the journal those of this field alone, where an operation changes several lists of a target.
     *
     * @param ofNew whether the target was just created, so that its list need not be read
     */
    LinkFieldUpdate ofSeveral(boolean ofNew) {
        note = target + "/" + field;
        isNew = ofNew;
        return this;
    }

    /**
     * Changes the list, if it has to be changed.
     *
     * @return what was, is and changed; null for a target that does not exist and may be missing
     */
    public Map<String, Object> change(IfMissing ifMissing) throws IOException, InterruptedException {
        AhaClient client = context.client();
        KeyedLocks locks = client.account().locks();
        // A waiting thread reads only after it has the lock.
        try (KeyedLocks.Held name = locks.lock(List.of("links " + target + "/" + field))) {
            LinkTarget read;
            try {
                read = read(client);
            } catch (AhaException e) {
                if (e.getReason() != AhaException.Reason.NOT_FOUND || ifMissing == IfMissing.FAIL) {
                    throw e;
                }
                context.log().info("Aha!: " + target + " was not found; skipped.");
                return null;
            }
            // A thing has two names, its reference and its number; only the answer shows that they are one.
            Reference thing = read.id().isEmpty() ? target : new Reference(target.kind(), read.id());
            subject = Subject.of(target, read, client.account().settings());
            try (KeyedLocks.Held list = locks.lock(List.of("list of " + thing + "/" + field))) {
                // What was written under the other name since it was read is known here.
                List<String> now = client.account()
                        .recentLinks()
                        .newerThan(thing, field, read.links(field))
                        .orElse(read.links(field));
                return change(client, thing, now, wish.applyTo(now));
            }
        }
    }

    private Map<String, Object> change(AhaClient client, Reference thing, List<String> now, List<String> after)
            throws IOException, InterruptedException {
        List<String> before = rememberBefore(now, after);
        List<String> held = after;
        boolean same = sameIds(now, after);
        if (dryRun) {
            if (!same) {
                context.log().info("Aha! dry run: " + subject + ": would " + difference(before, after));
            }
        } else if (!same || client.account().recentLinks().isInDoubt(thing, field)) {
            held = write(client, thing, before, now, after);
        }
        if (!dryRun || sameIds(before, held)) {
            logOnce(client, before, held);
        }
        return result(before, held);
    }

    private LinkTarget read(AhaClient client) throws AhaException, InterruptedException {
        if (isNew) {
            return new LinkTarget(target.id(), "", context.names().of(target.id()), "", Map.of());
        }
        return target.id().equals(RecordIds.DRY_RUN) ? LinkTarget.UNKNOWN : client.links(target);
    }

    /** Returns the list as it was before this operation began, perhaps before a restart. */
    private List<String> rememberBefore(List<String> now, List<String> after) throws IOException {
        String key = "links before " + note;
        Optional<String> noted = context.journal().read(key);
        if (noted.isPresent()) {
            return noted.get().isEmpty() ? List.of() : List.of(noted.get().split(" "));
        }
        if (!dryRun && !sameIds(now, after)) {
            context.journal().write(key, String.join(" ", now));
        }
        return now;
    }

    private List<String> write(
            AhaClient client, Reference thing, List<String> before, List<String> now, List<String> after)
            throws IOException, InterruptedException {
        RecentLinks recentLinks = client.account().recentLinks();
        recentLinks.begun(thing, field);
        List<String> held = new LinkWriter(client, target, field, wish, writes, verify).write(after);
        recentLinks.written(thing, field, now, held);
        if (!wish.isFulfilledBy(held)) {
            // The links that were changed are logged even though the result differs.
            logOnce(client, before, held);
            throw differs(after, held);
        }
        List<String> dropped = without(after, held);
        if (!dropped.isEmpty()) {
            context.log()
                    .warn("Aha! does not keep the links '" + field + "' of " + target + " to "
                            + String.join(", ", dropped)
                            + ", which this step did not ask for: the records were deleted, or the field takes fewer"
                            + " records.");
        }
        return held;
    }

    private AhaException differs(List<String> wanted, List<String> found) {
        List<String> missing = without(wanted, found);
        List<String> extra = without(found, wanted);
        StringBuilder message = new StringBuilder(
                "The links '" + field + "' of " + target + " were written, but Aha!" + " holds another list:");
        if (!missing.isEmpty()) {
            message.append(" missing ").append(String.join(", ", missing)).append(".");
        }
        if (!extra.isEmpty()) {
            message.append(" Still linked ").append(String.join(", ", extra)).append(".");
        }
        message.append(" Check that '")
                .append(field)
                .append("' is the API key of a link field of ")
                .append(target.kind().label())
                .append("s, that it takes more than one record, and that the records exist in the table it links to.");
        return new AhaException(AhaException.Reason.UNCERTAIN, message.toString());
    }

    /** Logs what has changed since the operation began, unless that was done before a restart. */
    private void logOnce(AhaClient client, List<String> before, List<String> after) throws IOException {
        String key = "links logged " + note;
        if (context.journal().read(key).isPresent()) {
            return;
        }
        if (sameIds(before, after)) {
            context.log().info("Aha!: " + subject + ": links '" + field + "' unchanged, " + after.size() + " in all");
            return;
        }
        Change change = new Change(client.account().time().now(), Change.LINK, subject, difference(before, after));
        context.log().info(change.toLine());
        context.changed(change);
        context.journal().write(key, "logged");
    }

    private Map<String, Object> result(List<String> before, List<String> after) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("target", target.id());
        result.put("kind", target.kind().label());
        result.put("before", new ArrayList<>(before));
        result.put("after", new ArrayList<>(after));
        result.put("added", without(after, before));
        result.put("removed", without(before, after));
        result.put("changed", !sameIds(before, after));
        return result;
    }

    /** Returns, for example, "linked 2 customers (Acme Corp, Zane Corp), unlinked 1 (Contoso)". */
    private String difference(List<String> before, List<String> after) {
        List<String> added = without(after, before);
        List<String> removed = without(before, after);
        String linked = (dryRun ? "link " : "linked ") + added.size() + " " + field + named(added);
        String unlinked = (dryRun ? "unlink " : "unlinked ") + removed.size();
        if (added.isEmpty()) {
            return unlinked + " " + field + named(removed);
        }
        return removed.isEmpty() ? linked : linked + ", " + unlinked + named(removed);
    }

    private String named(List<String> ids) {
        return " (" + context.names().list(ids) + ")";
    }
}
