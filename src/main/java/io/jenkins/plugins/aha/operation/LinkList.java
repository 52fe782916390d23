package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.client.Links;
import io.jenkins.plugins.aha.client.Reference;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The list of one link field of one target. Aha! can only replace the whole list, so to add or remove is to read, merge
 * and write, alone on this controller for this list (notes on the API, §6).
 */
final class LinkList {
    /** When to read again for a change that is not to be seen yet: replicas may lag. */
    private static final List<Duration> LOOKS = List.of(
            Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    /** How to empty a list differs between versions of Aha!: a list of one blank text, or an empty one. */
    private static final List<List<String>> WAYS_TO_EMPTY = List.of(List.of(""), List.of());

    private final OperationContext context;
    private final Reference target;
    private final String field;
    private final Semaphore writes;
    private final boolean verify;
    private final boolean dryRun;

    /**
     * @param writes lets those write that may at the same time
     */
    LinkList(
            OperationContext context,
            Reference target,
            String field,
            Semaphore writes,
            boolean verify,
            boolean dryRun) {
        this.context = context;
        this.target = target;
        this.field = field;
        this.writes = writes;
        this.verify = verify;
        this.dryRun = dryRun;
    }

    /**
     * Changes the list, if it has to be changed.
     *
     * @return what was, is and changed; null for a target that does not exist and may be missing
     */
    Map<String, Object> change(LinkRecords.Mode mode, List<String> ids, IfMissing ifMissing)
            throws IOException, InterruptedException {
        AhaClient client = context.client();
        KeyedLocks locks = client.account().locks();
        // Who waits for the same name reads nothing before its turn.
        try (KeyedLocks.Held name = locks.lock(List.of("links " + target + "/" + field))) {
            Links read;
            try {
                read = read(client);
            } catch (AhaException e) {
                if (e.getReason() != AhaException.Reason.NOT_FOUND || ifMissing == IfMissing.FAIL) {
                    throw e;
                }
                context.log().tell("Aha!: " + target + " was not found; skipped.");
                return null;
            }
            // A thing has two names, its reference and its number; only the answer tells that they are one.
            Reference thing = read.id().isEmpty() ? target : new Reference(target.kind(), read.id());
            try (KeyedLocks.Held list = locks.lock(List.of("list of " + thing + "/" + field))) {
                // What was written under the other name since it was read is known here.
                List<String> now = client.account()
                        .recentWrites()
                        .newerThan(thing, field, read.of(field))
                        .orElse(read.of(field));
                return change(client, thing, now, merge(mode, now, ids));
            }
        }
    }

    private Map<String, Object> change(AhaClient client, Reference thing, List<String> now, List<String> after)
            throws IOException, InterruptedException {
        List<String> before = rememberBefore(now, after);
        if (sameIds(now, after) || dryRun) {
            if (!sameIds(now, after)) {
                DryRun.tell(context, "link " + target + ": " + field + difference(before, after));
            }
        } else {
            write(client, thing, before, now, after);
        }
        if (!dryRun) {
            tellOnce(client, before, after);
        }
        return result(before, after);
    }

    private Links read(AhaClient client) throws AhaException, InterruptedException {
        return target.id().equals(DryRun.ID) ? new Links("", Map.of()) : client.links(target);
    }

    /** The list as it was before this operation began, which may have been in an earlier life of it. */
    private List<String> rememberBefore(List<String> now, List<String> after) throws IOException {
        String key = "links before " + target;
        Optional<String> noted = context.journal().read(key);
        if (noted.isPresent()) {
            return noted.get().isEmpty() ? List.of() : List.of(noted.get().split(" "));
        }
        if (!dryRun && !sameIds(now, after)) {
            context.journal().write(key, String.join(" ", now));
        }
        return now;
    }

    private static List<String> merge(LinkRecords.Mode mode, List<String> now, List<String> ids) {
        Set<String> merged = new LinkedHashSet<>(mode == LinkRecords.Mode.REPLACE ? List.of() : now);
        if (mode == LinkRecords.Mode.REMOVE) {
            ids.forEach(merged::remove);
        } else {
            merged.addAll(ids);
        }
        return List.copyOf(merged);
    }

    private void write(AhaClient client, Reference thing, List<String> before, List<String> now, List<String> after)
            throws IOException, InterruptedException {
        List<String> held;
        writes.acquire();
        try {
            held = after.isEmpty() ? empty(client) : replace(client, after);
        } finally {
            writes.release();
        }
        client.account().recentWrites().linked(thing, field, now, held);
        if (!sameIds(held, after)) {
            // What did change stays changed, so it is told as well.
            tellOnce(client, before, held);
            throw differs(after, held);
        }
    }

    /** @return what the list holds then, as far as that is to be verified */
    private List<String> replace(AhaClient client, List<String> after) throws AhaException, InterruptedException {
        List<String> answered = client.replaceLinks(target, field, after).get(field);
        if (!verify || answered != null && sameIds(answered, after)) {
            return after;
        }
        return readUntil(client, after);
    }

    /** @return what the list holds then: nothing, or what no way could remove */
    private List<String> empty(AhaClient client) throws AhaException, InterruptedException {
        List<String> left = null;
        AhaException refusal = null;
        for (List<String> way : WAYS_TO_EMPTY) {
            try {
                List<String> answered = client.replaceLinks(target, field, way).get(field);
                left = answered == null ? readUntil(client, List.of()) : answered;
                if (left.isEmpty()) {
                    return left;
                }
            } catch (AhaException e) {
                if (e.getReason() != AhaException.Reason.REFUSED) {
                    throw e;
                }
                refusal = e;
            }
        }
        if (left == null) {
            throw refusal;
        }
        return left;
    }

    /** Reads again and again until the list is as wished, or long enough that no replica can still lag. */
    private List<String> readUntil(AhaClient client, List<String> wanted) throws AhaException, InterruptedException {
        List<String> read = List.of();
        for (Duration pause : LOOKS) {
            client.account().time().sleep(pause);
            read = client.links(target).of(field);
            if (sameIds(read, wanted)) {
                return read;
            }
        }
        return read;
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

    /** Tells what has changed since the operation began, unless an earlier life of it did. */
    private void tellOnce(AhaClient client, List<String> before, List<String> after) throws IOException {
        String key = "links told " + target;
        if (sameIds(before, after) || context.journal().read(key).isPresent()) {
            return;
        }
        Change change = new Change(
                client.account().time().now(),
                "link",
                target.kind().label(),
                target.id(),
                client.account().settings().pageOf(target),
                field + difference(before, after));
        context.log().tell(change.toLine());
        context.changed(change);
        context.journal().write(key, "told");
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

    private static String difference(List<String> before, List<String> after) {
        int added = without(after, before).size();
        int removed = without(before, after).size();
        return (added > 0 ? " +" + added : "") + (removed > 0 ? " -" + removed : "");
    }

    private static List<String> without(Collection<String> all, Collection<String> those) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(new HashSet<>(those));
        return rest;
    }

    private static boolean sameIds(Collection<String> some, Collection<String> others) {
        return new HashSet<>(some).equals(new HashSet<>(others));
    }
}
