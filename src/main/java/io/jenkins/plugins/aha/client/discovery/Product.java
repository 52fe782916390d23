package io.jenkins.plugins.aha.client.discovery;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A product (workspace) of the account, from GET /products.
 *
 * @param id the numeric id
 * @param prefix its key, such as {@code PRJ1}
 * @param name as people know it; empty when absent
 * @param line whether it is a product line, which has no releases of its own
 */
@Restricted(NoExternalUse.class)
public record Product(String id, String prefix, String name, boolean line) {
    /** Returns whether a text in a form names this product, by its key in any case or by its id. */
    public boolean isNamed(String text) {
        return prefix.equalsIgnoreCase(text) || id.equals(text);
    }
}
