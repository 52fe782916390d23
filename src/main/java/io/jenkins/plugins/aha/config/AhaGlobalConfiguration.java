package io.jenkins.plugins.aha.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The Aha! accounts that builds may speak to. Only administrators change them. */
@Extension
@Symbol("aha")
public class AhaGlobalConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private List<AhaSite> sites = new ArrayList<>();

    /** Returns the one instance. */
    public static AhaGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(AhaGlobalConfiguration.class);
    }

    /** Returns the sites in the order of the form; a copy. */
    public synchronized List<AhaSite> getSites() {
        return new ArrayList<>(sites);
    }

    /**
     * Saves the sites, from the form and from configuration as code alike.
     *
     * @throws IllegalArgumentException when a site's URL or number is not allowed, or steps could not tell the sites
     *     apart; a sentence for the user, and nothing is changed
     */
    @DataBoundSetter
    public synchronized void setSites(List<AhaSite> sites) {
        List<AhaSite> given = sites == null ? List.of() : sites;
        check(given);
        this.sites = new ArrayList<>(given);
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        // Without this, removing the last site in the form would leave it: an empty list is not submitted.
        List<AhaSite> submitted =
                form.containsKey("sites") ? request.bindJSONToList(AhaSite.class, form.get("sites")) : List.of();
        try {
            setSites(submitted);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "sites");
        }
        return true;
    }

    private static void check(List<AhaSite> sites) {
        Set<String> names = new HashSet<>();
        List<String> defaults = new ArrayList<>();
        for (AhaSite site : sites) {
            check(site);
            if (!names.add(site.getName())) {
                throw new IllegalArgumentException(Messages.AhaSite_nameTwice(site.getName()));
            }
            if (site.isDefaultSite()) {
                defaults.add(site.getName());
            }
        }
        if (defaults.size() > 1) {
            throw new IllegalArgumentException(Messages.AhaSite_defaultTwice(String.join(", ", defaults)));
        }
    }

    private static void check(AhaSite site) {
        try {
            if (site.getName().isEmpty()) {
                throw new IllegalArgumentException(Messages.AhaSite_nameMissing());
            }
            SiteUrl.check(site.getUrl(), site.isAllowOtherHost());
            SiteNumber.CONNECT_TIMEOUT.check(site.getConnectTimeoutSeconds());
            SiteNumber.READ_TIMEOUT.check(site.getReadTimeoutSeconds());
            SiteNumber.PER_SECOND.check(site.getRequestsPerSecond());
            SiteNumber.PER_MINUTE.check(site.getRequestsPerMinute());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.AhaSite_refused(site.getName(), e.getMessage()), e);
        }
    }
}
