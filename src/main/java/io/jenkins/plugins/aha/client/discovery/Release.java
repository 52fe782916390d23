package io.jenkins.plugins.aha.client.discovery;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A release of a product, from GET /products/:product_id/releases.
 *
 * @param reference its reference, such as {@code PRJ1-R-1}
 * @param name as people know it; empty when absent
 * @param day its release date as ISO 8601 text; empty when absent
 * @param parkingLot whether it only holds features without a release
 * @param released whether it was shipped; null when the list does not say
 */
@Restricted(NoExternalUse.class)
public record Release(String reference, String name, String day, boolean parkingLot, Boolean released) {}
