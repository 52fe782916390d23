package io.jenkins.plugins.aha.model;

import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A thing in Aha! with its links to custom table records, as an answer shows it.
 *
 * @param id the thing's own numeric id, whatever name it was asked for by; empty when the answer does not say
 * @param reference its reference; empty when the answer does not say it, and for records, which have none
 * @param name how people know it; empty when the answer does not say it
 * @param url its page as Aha! answers it, unchecked; empty when the answer does not say it
 * @param fields key of the link field → ids; a field without links may be missing
 */
@Restricted(NoExternalUse.class)
public record LinkTarget(String id, String reference, String name, String url, Map<String, List<String>> fields) {
    /** A thing of which nothing is known. */
    public static final LinkTarget UNKNOWN = new LinkTarget("", "", "", "", Map.of());

    /** Returns the ids of one field; none where it is missing. */
    public List<String> links(String field) {
        return fields.getOrDefault(field, List.of());
    }
}
