package io.jenkins.plugins.aha.client.discovery;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A thing in Aha! with the name that people know it by.
 *
 * @param reference its reference, or its id where it has none
 * @param productId the numeric id of its product; empty when the answer does not say it
 * @param name its name; empty when it has none
 */
@Restricted(NoExternalUse.class)
public record Named(String reference, String productId, String name) {}
