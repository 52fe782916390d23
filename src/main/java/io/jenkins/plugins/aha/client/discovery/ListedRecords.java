package io.jenkins.plugins.aha.client.discovery;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Records of a table by their names, as far as a form reads it. Immutable.
 *
 * @param names in Aha!'s order
 * @param isCutOff whether the table has more records than were read
 */
@Restricted(NoExternalUse.class)
public record ListedRecords(List<RecordName> names, boolean isCutOff) {
    public ListedRecords {
        names = List.copyOf(names);
    }
}
