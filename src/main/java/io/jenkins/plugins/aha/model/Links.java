package io.jenkins.plugins.aha.model;

import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The links of one thing to custom table records, as an answer shows them.
 *
 * @param id the thing's own numeric id, whatever name it was asked for by; empty when the answer does not say
 * @param reference its reference; empty likewise, and for records, which have none
 * @param name how people know it; empty likewise
 * @param url its page as Aha! answers it, unchecked; empty likewise
 * @param fields key of the link field → ids; a field without links may be missing
 */
@Restricted(NoExternalUse.class)
public record Links(String id, String reference, String name, String url, Map<String, List<String>> fields) {
    /** The links of a thing of which nothing is known. */
    public static final Links NONE = new Links("", "", "", "", Map.of());

    /** Returns the ids of one field; none where it is missing. */
    public List<String> of(String field) {
        return fields.getOrDefault(field, List.of());
    }
}
