package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.util.Set;
import java.util.TreeSet;

/** Looks for the records that stand in some places, and wants one at most. Not thread-safe. */
final class PlaceSearch implements TableIndex.Search {
    private final Set<String> wanted;
    final Set<Long> found = new TreeSet<>();

    PlaceSearch(Set<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public Set<String> places() {
        return wanted;
    }

    @Override
    public void found(CustomTableRecord record, Set<String> itsPlaces) {
        if (itsPlaces.stream().anyMatch(wanted::contains)) {
            found.add(Long.parseLong(record.id()));
        }
    }

    @Override
    public void startOver() {
        found.clear();
    }

    @Override
    public boolean isClear() {
        return found.size() <= 1;
    }
}
