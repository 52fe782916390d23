package io.jenkins.plugins.aha.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.model.Job;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Warns administrators of API keys that Aha! refuses and of sites that do not answer, until an answer comes. */
@Extension
@Symbol("ahaSites")
@Restricted(NoExternalUse.class)
public class SiteMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.SiteMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return SiteStates.get().reports().stream().anyMatch(SiteReport::isTrouble);
    }

    /** Returns the sites that the message is about. */
    public List<SiteReport> getTroubles() {
        return SiteStates.get().reports().stream().filter(SiteReport::isTrouble).toList();
    }

    /**
     * Returns the jobs of some full names; those that are gone, or that the administrator may not see, are left out.
     */
    public List<Job<?, ?>> jobs(List<String> names) {
        return names.stream()
                .<Job<?, ?>>map(name -> Jenkins.get().getItemByFullName(name, Job.class))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns how long ago a moment was, as in "3 hr 5 min". */
    public String ago(Instant moment) {
        return SiteSummary.ago(moment);
    }
}
