package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.Reference;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers the lists of links that this controller recently wrote to an account, as {@link RecentWrites} does with
 * records. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecentLinks {
    private final Time time;
    private final Map<String, States> lists = new LinkedHashMap<>();
    private final Map<String, Long> doubtful = new LinkedHashMap<>();

    RecentLinks(Time time) {
        this.time = time;
    }

    private static final class States {
        private final Map<Set<String>, Long> older = new LinkedHashMap<>();
        private List<String> latest;

        /** An old replica shows a list that we replaced, or that list less records that were deleted since. */
        private boolean isOlder(Set<String> read) {
            return !read.equals(Set.copyOf(latest))
                    && older.keySet().stream()
                            .anyMatch(before -> before.containsAll(read)
                                    && before.stream().allMatch(id -> read.contains(id) || !latest.contains(id)));
        }
    }

    /** Notes that a write to a list begins; its outcome is unknown until it is {@linkplain #written noted}. */
    public synchronized void begun(Reference target, String field) {
        clean();
        doubtful.put(key(target, field), time.nanos());
    }

    /** Remembers that a link field's list went from one state to another. */
    public synchronized void written(Reference target, String field, List<String> before, List<String> after) {
        clean();
        States states = lists.computeIfAbsent(key(target, field), absent -> new States());
        states.older.put(new HashSet<>(before), time.nanos());
        states.older.remove(new HashSet<>(after));
        states.latest = List.copyOf(after);
        doubtful.remove(key(target, field));
    }

    /** Returns whether a write of the last seconds with unknown outcome makes readings of a list doubtful. */
    public synchronized boolean isInDoubt(Reference target, String field) {
        clean();
        return doubtful.containsKey(key(target, field));
    }

    /** Returns the current list of a link field when the list that was read, in any order, was replaced seconds ago. */
    public synchronized Optional<List<String>> newerThan(Reference target, String field, List<String> read) {
        clean();
        States states = lists.get(key(target, field));
        return states != null && states.isOlder(Set.copyOf(read)) ? Optional.of(states.latest) : Optional.empty();
    }

    private static String key(Reference target, String field) {
        return target + "/" + field;
    }

    private void clean() {
        doubtful.values().removeIf(this::isOld);
        lists.values().forEach(states -> states.older.values().removeIf(this::isOld));
        lists.values().removeIf(states -> states.older.isEmpty());
    }

    private boolean isOld(long at) {
        return time.nanos() - at > RecentWrites.LONGEST_LAG.toNanos();
    }
}
