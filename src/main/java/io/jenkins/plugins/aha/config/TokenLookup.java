package io.jenkins.plugins.aha.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/** The one place where a token comes from. */
@Restricted(NoExternalUse.class)
public final class TokenLookup {
    /** Builds in memory, and the credentials already tracked for each. */
    private static final Map<Run<?, ?>, Set<String>> TRACKED = Collections.synchronizedMap(new WeakHashMap<>());

    private static final HMACConfidentialKey FINGERPRINTS = new HMACConfidentialKey(TokenLookup.class, "fingerprints");

    private TokenLookup() {}

    /**
     * Finds the credential of a build: in the run's own context, as the user that the run belongs to, for the site's
     * URL. Its use is tracked, once a build.
     *
     * @param credentialsId id of a Secret text credential; null when neither step, folder nor site names one
     * @return reads the token, which is kept nowhere
     * @throws AbortException not found, of another type, or not allowed for this site
     */
    public static Supplier<String> forRun(String credentialsId, AhaSite site, Run<?, ?> run) throws AbortException {
        if (credentialsId == null) {
            throw new AbortException(Messages.TokenLookup_none(site.getName()));
        }
        List<DomainRequirement> requirements = TokenChoices.requirements(site.getUrl());
        StringCredentials found =
                CredentialsProvider.findCredentialById(credentialsId, StringCredentials.class, run, requirements);
        if (found == null) {
            throw explain(
                    credentialsId,
                    site.getUrl(),
                    CredentialsProvider.findCredentialById(credentialsId, IdCredentials.class, run, requirements),
                    () -> CredentialsProvider.findCredentialById(
                            credentialsId, IdCredentials.class, run, List.<DomainRequirement>of()),
                    Messages.TokenLookup_notFound(credentialsId));
        }
        // Tracking writes a file, and once says it all: the same build finds the same credential for the same address.
        if (TRACKED.computeIfAbsent(run, same -> ConcurrentHashMap.newKeySet())
                .add(credentialsId + " for " + site.getUrl())) {
            CredentialsProvider.track(run, found);
        }
        return () -> found.getSecret().getPlainText();
    }

    /**
     * Returns the credential that an administrator tries out in the global configuration.
     *
     * @throws AbortException none given, not found, of another type, or not allowed for this address
     */
    static Supplier<String> forTest(String credentialsId, String url) throws AbortException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String id = Util.fixEmptyAndTrim(credentialsId);
        if (id == null) {
            throw new AbortException(Messages.TokenLookup_noneChosen());
        }
        List<DomainRequirement> requirements = TokenChoices.requirements(url);
        StringCredentials found = global(id, StringCredentials.class, requirements);
        if (found == null) {
            throw explain(
                    id,
                    url,
                    global(id, IdCredentials.class, requirements),
                    () -> global(id, IdCredentials.class, List.of()),
                    Messages.TokenLookup_notFoundGlobally(id));
        }
        return () -> found.getSecret().getPlainText();
    }

    /**
     * Finds the credential that builds of an item would use.
     *
     * @param credentialsId id of a Secret text credential; null for none
     * @param item where the form is; null outside any item
     * @throws AbortException none given, not found, of another type, or not allowed for this site
     */
    static Supplier<String> forItem(String credentialsId, AhaSite site, Item item) throws AbortException {
        if (credentialsId == null) {
            throw new AbortException(Messages.TokenLookup_none(site.getName()));
        }
        Authentication user = TokenChoices.userOf(item);
        List<DomainRequirement> requirements = TokenChoices.requirements(site.getUrl());
        StringCredentials found = CredentialsMatchers.firstOrNull(
                item == null
                        ? CredentialsProvider.lookupCredentialsInItemGroup(
                                StringCredentials.class, Jenkins.get(), user, requirements)
                        : CredentialsProvider.lookupCredentialsInItem(
                                StringCredentials.class, item, user, requirements),
                CredentialsMatchers.allOf(CredentialsMatchers.withId(credentialsId), TokenChoices.FOR_BUILDS));
        if (found == null) {
            throw new AbortException(Messages.TokenLookup_notFound(credentialsId));
        }
        return () -> found.getSecret().getPlainText();
    }

    /** Returns a text that is equal for equal tokens and from which none can be found, also not by trying. */
    static String fingerprint(Supplier<String> token) {
        return FINGERPRINTS.mac(token.get());
    }

    private static <C extends IdCredentials> C global(String id, Class<C> type, List<DomainRequirement> requirements) {
        return CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, requirements),
                CredentialsMatchers.allOf(CredentialsMatchers.withId(id), TokenChoices.FOR_BUILDS));
    }

    /**
     * @param here the credential of this id, of any kind, that is allowed for the address; null for none
     * @param anywhere looks for the credential without the address
     * @param missing the message where there is none
     */
    private static AbortException explain(
            String credentialsId, String url, IdCredentials here, Supplier<IdCredentials> anywhere, String missing) {
        if (here != null) {
            return new AbortException(Messages.TokenLookup_wrongType(
                    credentialsId, here.getDescriptor().getDisplayName()));
        }
        return new AbortException(
                anywhere.get() == null ? missing : Messages.TokenLookup_notAllowed(credentialsId, url));
    }
}
