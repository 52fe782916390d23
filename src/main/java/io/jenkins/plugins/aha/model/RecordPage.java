package io.jenkins.plugins.aha.model;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One page of a list.
 *
 * @param items what the page holds, in Aha!'s order
 * @param totalPages how many pages there are by Aha!'s count, 0 for an empty list; {@link #UNKNOWN} where the answer
 *     does not say it
 * @param totalRecords how many items all pages hold by Aha!'s count; {@link #UNKNOWN} where the answer does not say it
 * @param <T> records of a custom table, or references
 */
@Restricted(NoExternalUse.class)
public record RecordPage<T>(List<T> items, int totalPages, int totalRecords) {
    /** What an answer says in no number that can be one. */
    public static final int UNKNOWN = -1;
}
