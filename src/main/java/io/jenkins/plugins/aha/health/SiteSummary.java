package io.jenkins.plugins.aha.health;

import hudson.Util;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Says in sentences how a site answers. */
@Restricted(NoExternalUse.class)
public final class SiteSummary {
    private SiteSummary() {}

    /**
     * Describes the state of a site; plain text.
     *
     * @param site name of the site
     */
    public static List<String> of(String site) {
        return SiteStates.get()
                .report(site)
                .map(SiteSummary::sentences)
                .orElseGet(() -> List.of(Messages.SiteSummary_unused()));
    }

    private static List<String> sentences(SiteReport report) {
        List<String> sentences = new ArrayList<>();
        report.refusedKeys()
                .forEach(key -> sentences.add(
                        Messages.SiteSummary_refused(key.credentialsId(), ago(key.since()), key.answer())));
        if (report.silence() != null) {
            sentences.add(Messages.SiteSummary_silent(ago(report.silence().since()), report.lastError()));
        }
        sentences.add(
                report.lastAnswer() == null
                        ? Messages.SiteSummary_noAnswer()
                        : Messages.SiteSummary_answered(ago(report.lastAnswer())));
        if (report.lastError() != null && report.silence() == null) {
            sentences.add(Messages.SiteSummary_lastError(ago(report.lastErrorAt()), report.lastError()));
        }
        sentences.add(
                Messages.SiteSummary_lastHour(report.requests(), report.waited().toSeconds()));
        return sentences;
    }

    /** Returns how long ago a moment was, as in "3 hr 5 min". */
    static String ago(Instant moment) {
        return Util.getTimeSpanString(
                Math.max(0, Duration.between(moment, Instant.now()).toMillis()));
    }
}
