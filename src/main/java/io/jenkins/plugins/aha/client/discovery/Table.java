package io.jenkins.plugins.aha.client.discovery;

import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A custom table of a product as its first page of records shows it.
 *
 * @param records how many records it has; -1 when Aha! does not say
 * @param fields the fields that the page shows, then those that are only defined and may belong to another table
 */
@Restricted(NoExternalUse.class)
public record Table(int records, List<FieldDefinition> fields) {
    /** Returns the field with a key; empty when it was not seen anywhere. */
    public Optional<FieldDefinition> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }
}
