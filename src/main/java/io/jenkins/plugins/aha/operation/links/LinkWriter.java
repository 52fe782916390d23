package io.jenkins.plugins.aha.operation.links;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.RecentWrites;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Writes the list of one link field, and finds out what it holds then. Not thread-safe. */
final class LinkWriter {
    /** How to empty a list differs between versions of Aha!: a list of one blank text, or an empty one. */
    private static final List<List<String>> WAYS_TO_EMPTY = List.of(List.of(""), List.of());

    private final AhaClient client;
    private final Reference target;
    private final String field;
    private final LinkWish wish;
    private final Semaphore writes;
    private final boolean verify;

    /** @param writes limits how many lists are written at the same time */
    LinkWriter(AhaClient client, Reference target, String field, LinkWish wish, Semaphore writes, boolean verify) {
        this.client = client;
        this.target = target;
        this.field = field;
        this.wish = wish;
        this.writes = writes;
        this.verify = verify;
    }

    /**
     * Writes a list. Records in it that were deleted meanwhile can make Aha! refuse it; it is then written without
     * them.
     *
     * @return what the list holds then, as far as that is to be verified
     */
    List<String> write(List<String> list) throws AhaException, InterruptedException {
        List<String> rest = list;
        while (true) {
            try {
                return put(rest);
            } catch (AhaException refused) {
                List<String> deleted = isAboutTheList(refused) ? deletedAmong(rest) : List.of();
                if (deleted.isEmpty()) {
                    throw refused;
                }
                rest = LinkWish.without(rest, deleted);
            }
        }
    }

    private static boolean isAboutTheList(AhaException failure) {
        return failure.getReason() == AhaException.Reason.REFUSED
                || failure.getReason() == AhaException.Reason.NOT_FOUND;
    }

    /**
     * Returns the records that were linked before and do not exist; none when a record that is asked for is to blame.
     */
    private List<String> deletedAmong(List<String> list) throws AhaException, InterruptedException {
        List<String> others = LinkWish.without(list, wish.ids());
        for (String id : others.isEmpty() ? List.<String>of() : LinkWish.without(list, others)) {
            if (!exists(id)) {
                return List.of();
            }
        }
        List<String> deleted = missing(others);
        if (deleted.isEmpty() && !others.isEmpty()) {
            // A replica may still show what was deleted a moment ago.
            client.account().time().sleep(RecentWrites.LAST_LOOK);
            deleted = missing(others);
        }
        return deleted;
    }

    private List<String> missing(List<String> ids) throws AhaException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            if (!exists(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    /** What was created or deleted here a moment ago is known better than a replica knows it. */
    private boolean exists(String id) throws AhaException, InterruptedException {
        Optional<Boolean> known = client.account().recentWrites().exists(id);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            client.get(id);
            return true;
        } catch (AhaException e) {
            if (e.getReason() == AhaException.Reason.FORBIDDEN) {
                return true;
            }
            if (e.getReason() == AhaException.Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private List<String> put(List<String> list) throws AhaException, InterruptedException {
        return list.isEmpty() ? empty() : replace(list);
    }

    private List<String> replace(List<String> list) throws AhaException, InterruptedException {
        List<String> answered = send(list);
        if (!verify) {
            return list;
        }
        return answered != null && wish.isFulfilledBy(answered) ? answered : readUntilSeen(list);
    }

    /** @return what the list holds then: nothing, or what no way could remove */
    private List<String> empty() throws AhaException, InterruptedException {
        List<String> left = null;
        AhaException refusal = null;
        for (List<String> way : WAYS_TO_EMPTY) {
            try {
                List<String> answered = send(way);
                left = answered == null ? readUntilSeen(List.of()) : answered;
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

    /** @return the list as the answer shows it; null when it does not */
    private List<String> send(List<String> list) throws AhaException, InterruptedException {
        writes.acquire();
        try {
            return client.replaceLinks(target, field, list).get(field);
        } finally {
            writes.release();
        }
    }

    /**
     * Reads until the list is the one that was written, or long enough that no replica can still lag: another list that
     * has what was asked for may be one of the time before other changes.
     */
    private List<String> readUntilSeen(List<String> written) throws AhaException, InterruptedException {
        List<String> read = client.links(target).links(field);
        for (Duration pause : RecentWrites.LOOKS) {
            if (LinkWish.sameIds(read, written)) {
                break;
            }
            client.account().time().sleep(pause);
            read = client.links(target).links(field);
        }
        return read;
    }
}
