package io.jenkins.plugins.aha.client.discovery;

import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A custom field of a table or of a layout.
 *
 * @param key its API key
 * @param name its label in Aha!; empty when absent
 * @param type its type in Aha!'s words, such as {@code string} or {@code LinkMany}; empty when absent
 * @param seen whether it was seen where it is asked for; false for a definition that may belong to another table
 */
@Restricted(NoExternalUse.class)
public record FieldDefinition(String key, String name, String type, boolean seen) {
    private static final Set<String> LINKS = Set.of("LinkMany", "LinkOne", "LinkMasterDetail");

    /** Returns whether the field holds links to records. */
    public boolean isLink() {
        return LINKS.contains(type);
    }
}
