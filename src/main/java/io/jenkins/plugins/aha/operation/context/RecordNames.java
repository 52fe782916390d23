package io.jenkins.plugins.aha.operation.context;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The names of the records that one build has read or written, so that its log can name what it links without asking
 * for it. What other builds know is not used: their API keys may see more. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecordNames {
    /** More would cost memory for lists of which few records are named. */
    private static final int MOST = 10_000;

    private static final int SHOWN = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> names = new LinkedHashMap<>();

    /** Remembers a record's name; one without a name is forgotten. */
    public void learn(Subject record) {
        lock.lock();
        try {
            names.remove(record.id());
            if (!record.name().isEmpty()) {
                names.put(record.id(), record.name());
            }
            if (names.size() > MOST) {
                names.remove(names.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the name of a record; empty where it is not known. */
    public String of(String id) {
        lock.lock();
        try {
            return names.getOrDefault(id, "");
        } finally {
            lock.unlock();
        }
    }

    /** Returns records for a sentence: the first ten by name, or by id where that is not known, and how many more. */
    public String list(Collection<String> ids) {
        List<String> first = ids.stream()
                .limit(SHOWN)
                .map(id -> of(id).isEmpty() ? id : of(id))
                .toList();
        int more = ids.size() - first.size();
        return first.stream().collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }
}
