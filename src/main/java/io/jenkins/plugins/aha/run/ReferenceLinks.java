package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import hudson.Extension;
import hudson.MarkupText;
import hudson.model.Job;
import hudson.model.Run;
import hudson.scm.ChangeLogAnnotator;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.aha.config.SiteLookup;
import io.jenkins.plugins.aha.health.KnownProducts;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.ReferenceFinder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Makes links to Aha! of the references in Jenkins' change log. Only known products count, as UTF-8 is no product;
 * nothing is asked.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ReferenceLinks extends ChangeLogAnnotator {
    private static final ReferenceFinder ALL = new ReferenceFinder(List.of());

    @Override
    public void annotate(Run<?, ?> build, ChangeLogSet.Entry change, MarkupText text) {
        Matcher mentions = ALL.matcher(text.getText());
        if (!mentions.find()) {
            return;
        }
        Optional<String> site = siteOf(build.getParent());
        if (site.isEmpty()) {
            return;
        }
        Set<String> known = KnownProducts.get().of(site.get());
        do {
            Reference reference = Reference.parse(mentions.group().toUpperCase(Locale.ROOT), null);
            if (known.contains(reference.prefix())) {
                text.addHyperlink(mentions.start(), mentions.end(), pageOf(reference, site.get()));
            }
        } while (mentions.find());
    }

    private static Optional<String> siteOf(Job<?, ?> job) {
        try {
            return Optional.of(SiteLookup.find(null, job).site().getUrl());
        } catch (AbortException none) {
            return Optional.empty();
        }
    }

    private static String pageOf(Reference reference, String url) {
        return url.replaceFirst("^(https?://[^/]+).*", "$1") + "/"
                + reference.kind().page() + "/" + reference.id();
    }
}
