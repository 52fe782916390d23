package io.jenkins.plugins.aha.client.paging;

import io.jenkins.plugins.aha.http.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How many records a page of a list may have, where the largest pages turned out to be too large or too slow. Kept in
 * memory for an hour, since the trouble may have been temporary. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class PageSizeCache {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_LISTS = 1_000;

    private final Time time;
    private final Map<String, Size> sizes = new LinkedHashMap<>();

    private record Size(int records, long at) {}

    public PageSizeCache(Time time) {
        this.time = time;
    }

    /** Returns the size to ask for: the one wanted, or a smaller one that is known to be answered. */
    public synchronized int limit(String list, int wanted) {
        Size size = sizes.get(list);
        if (size == null || time.nanos() - size.at() > KEPT.toNanos()) {
            return wanted;
        }
        return Math.min(wanted, size.records());
    }

    /** Remembers a size that was answered after a larger one was not. */
    public synchronized void remember(String list, int records) {
        sizes.remove(list);
        sizes.put(list, new Size(records, time.nanos()));
        if (sizes.size() > MOST_LISTS) {
            sizes.remove(sizes.keySet().iterator().next());
        }
    }
}
