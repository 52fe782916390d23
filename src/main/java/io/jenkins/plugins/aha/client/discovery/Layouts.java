package io.jenkins.plugins.aha.client.discovery;

import io.jenkins.plugins.aha.model.Kind;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The custom fields on the layouts of a product, from GET /products/:id ({@code screen_definitions}).
 *
 * @param fields the fields of each kind that has a layout
 */
@Restricted(NoExternalUse.class)
public record Layouts(Map<Kind, List<FieldDefinition>> fields) {
    /** Returns the link fields of a kind; none where its layout has none. */
    public List<FieldDefinition> links(Kind kind) {
        return fields.getOrDefault(kind, List.of()).stream()
                .filter(FieldDefinition::isLink)
                .toList();
    }
}
