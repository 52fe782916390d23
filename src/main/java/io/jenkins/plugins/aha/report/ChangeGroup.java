package io.jenkins.plugins.aha.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Rows that a page shows below one heading: what one step did to one table, or to links, within a minute. */
@Restricted(NoExternalUse.class)
public final class ChangeGroup {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<ChangeRow> rows = new ArrayList<>();

    private ChangeGroup() {}

    private record Key(String operation, String table, String product, String step, String node, String part) {
        static Key of(ChangeRow row) {
            return new Key(
                    row.getOperation(),
                    row.isLink() ? "" : row.getTable(),
                    row.isLink() ? "" : row.getProduct(),
                    row.getStep(),
                    row.getNode(),
                    row.getPart());
        }
    }

    /** Returns the groups of some rows, in the order of their first rows. */
    static List<ChangeGroup> of(List<ChangeRow> rows) {
        List<ChangeGroup> groups = new ArrayList<>();
        Map<Key, ChangeGroup> open = new HashMap<>();
        for (ChangeRow row : rows) {
            Key key = Key.of(row);
            ChangeGroup group = open.get(key);
            if (group == null || !group.takes(row)) {
                group = new ChangeGroup();
                groups.add(group);
                open.put(key, group);
            }
            group.rows.add(row);
        }
        return groups;
    }

    private boolean takes(ChangeRow row) {
        Instant first = Instant.parse(getFirst().getTime());
        return Duration.between(first, Instant.parse(row.getTime())).compareTo(LONGEST) < 0;
    }

    /** Returns the first row: what the heading says is the same in all. */
    public ChangeRow getFirst() {
        return rows.get(0);
    }

    /** Returns all rows; at least one. */
    public List<ChangeRow> getRows() {
        return List.copyOf(rows);
    }
}
