package io.jenkins.plugins.aha.model;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The user whose API key is used, from GET /me. It proves that the key works.
 *
 * @param id the numeric id, which records name in {@code created_by_user}; empty when absent
 * @param name the user's name; empty when absent
 * @param email the user's address; empty when absent
 * @param accounts the domains of the accounts the user belongs to, possibly none
 */
@Restricted(NoExternalUse.class)
public record User(String id, String name, String email, List<String> accounts) {}
