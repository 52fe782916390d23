package io.jenkins.plugins.aha.config;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Finds the site that a step speaks to: the one it names, else the folder's, else the default. */
@Restricted(NoExternalUse.class)
public final class SiteLookup {
    private SiteLookup() {}

    /**
     * A site, and the credential that a folder brings for it.
     *
     * @param credentialsId the folder's, else the site's; null for none
     */
    @Restricted(NoExternalUse.class)
    public record Found(AhaSite site, String credentialsId) {}

    /**
     * @param name as the step names it; null for none
     * @param item where the step runs
     * @throws AbortException with the known names, when there is no such site or no default
     */
    public static Found find(String name, Item item) throws AbortException {
        List<AhaSite> sites = AhaGlobalConfiguration.get().getSites();
        if (sites.isEmpty()) {
            throw new AbortException(Messages.SiteLookup_noSites());
        }
        List<FolderChoice> folders = FolderChoice.around(item);
        String wanted = name != null ? name : FolderChoice.siteOf(folders).orElse(null);
        AhaSite site = wanted == null ? defaultOf(sites) : named(wanted, sites);
        return new Found(
                site, FolderChoice.credentialFor(site.getName(), folders).orElse(site.getCredentialsId()));
    }

    private static AhaSite named(String name, List<AhaSite> sites) throws AbortException {
        return sites.stream()
                .filter(site -> site.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.SiteLookup_unknown(name, names(sites))));
    }

    private static AhaSite defaultOf(List<AhaSite> sites) throws AbortException {
        if (sites.size() == 1) {
            return sites.get(0);
        }
        return sites.stream()
                .filter(AhaSite::isDefaultSite)
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.SiteLookup_noDefault(names(sites))));
    }

    private static String names(List<AhaSite> sites) {
        return sites.stream().map(AhaSite::getName).collect(Collectors.joining(", "));
    }

    /** Returns the URL of the site that would be found; empty when there is none. */
    static String urlOf(String name, Item item) {
        try {
            return find(Util.fixEmptyAndTrim(name), item).site().getUrl();
        } catch (AbortException none) {
            return "";
        }
    }

    /**
     * Returns the sites to choose from in a form; their names are no secret from users who may configure the item.
     *
     * @param item where the form is; null outside any item
     */
    public static ListBoxModel choices(Item item, String current) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.SiteLookup_defaultChoice(), "");
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
        if (allowed) {
            AhaGlobalConfiguration.get().getSites().forEach(site -> choices.add(site.getName()));
        }
        String kept = Util.fixEmptyAndTrim(current);
        if (kept != null && choices.stream().noneMatch(choice -> choice.value.equals(kept))) {
            choices.add(kept);
        }
        return choices;
    }
}
