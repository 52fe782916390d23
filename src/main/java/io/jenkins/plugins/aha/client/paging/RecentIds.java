package io.jenkins.plugins.aha.client.paging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The ids of the last pages of a list. While a list is read, records that are created or deleted shift it by pages at
 * most, so that a record that comes twice comes soon. Not thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecentIds {
    /** Fifty of the largest pages, in about a megabyte. */
    public static final int MOST = 10_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Adds an id; returns whether it is new. */
    public boolean add(String id) {
        return ids.put(id, true) == null;
    }
}
