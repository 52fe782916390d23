package io.jenkins.plugins.aha.operation.links;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How a list of links is to be changed. Immutable.
 *
 * @param ids the records that are asked for; of the others of a list nothing is asked, but with {@code replace} and
 *     {@code clear}
 */
@Restricted(NoExternalUse.class)
public record LinkWish(Mode mode, List<String> ids) {
    /** How the records that are asked for change the list. */
    @Restricted(NoExternalUse.class)
    public enum Mode {
        ADD,
        REPLACE,
        REMOVE,
        CLEAR
    }

    /** Returns what a list is to become. */
    List<String> applyTo(List<String> now) {
        Set<String> merged = new LinkedHashSet<>(mode == Mode.ADD || mode == Mode.REMOVE ? now : List.of());
        if (mode == Mode.REMOVE) {
            ids.forEach(merged::remove);
        } else {
            merged.addAll(ids);
        }
        return List.copyOf(merged);
    }

    /** Returns whether a list that was read after the change has what was asked for. */
    boolean isFulfilledBy(List<String> held) {
        return switch (mode) {
            case ADD -> new HashSet<>(held).containsAll(ids);
            case REMOVE -> Collections.disjoint(held, ids);
            case REPLACE, CLEAR -> sameIds(held, ids);
        };
    }

    /** Returns the ids of one list that another lacks, in their order. */
    static List<String> without(Collection<String> all, Collection<String> those) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(new HashSet<>(those));
        return rest;
    }

    /** Returns whether two lists hold the same ids; their order means nothing. */
    static boolean sameIds(Collection<String> some, Collection<String> others) {
        return new HashSet<>(some).equals(new HashSet<>(others));
    }
}
