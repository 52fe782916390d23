package io.jenkins.plugins.aha.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The one place where a token comes from. */
public final class TokenLookup {
    private TokenLookup() {}

    /**
     * Finds the credential of a build: in the run's own context, as the user that the run belongs to, for the site's
     * URL. Its use is tracked.
     *
     * @param credentialsId id of a Secret text credential; null when neither step, folder nor site names one
     * @return reads the token, which is kept nowhere
     * @throws TokenException not found, of another type, or not allowed for this site
     */
    public static Supplier<String> forRun(String credentialsId, AhaSite site, Run<?, ?> run) throws TokenException {
        if (credentialsId == null) {
            throw new TokenException(Messages.TokenLookup_none(site.getName()));
        }
        List<DomainRequirement> requirements = URIRequirementBuilder.fromUri(site.getUrl()).build();
        StringCredentials found =
                CredentialsProvider.findCredentialById(credentialsId, StringCredentials.class, run, requirements);
        if (found == null) {
            throw explain(credentialsId, site, run, requirements);
        }
        CredentialsProvider.track(run, found);
        return () -> found.getSecret().getPlainText();
    }

    private static TokenException explain(
            String credentialsId, AhaSite site, Run<?, ?> run, List<DomainRequirement> requirements) {
        IdCredentials other =
                CredentialsProvider.findCredentialById(credentialsId, IdCredentials.class, run, requirements);
        if (other != null) {
            return new TokenException(Messages.TokenLookup_wrongType(
                    credentialsId, other.getDescriptor().getDisplayName()));
        }
        if (CredentialsProvider.findCredentialById(credentialsId, IdCredentials.class, run, List.of()) != null) {
            return new TokenException(Messages.TokenLookup_notAllowed(credentialsId, site.getUrl()));
        }
        return new TokenException(Messages.TokenLookup_notFound(credentialsId));
    }

    /** The credential that an administrator tries out in the global configuration. */
    static Supplier<String> forTest(String credentialsId, String url) throws TokenException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        StringCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class,
                        Jenkins.get(),
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(url).build()),
                CredentialsMatchers.withId(credentialsId == null ? "" : credentialsId));
        if (found == null) {
            throw new TokenException(Messages.TokenLookup_notFound(credentialsId));
        }
        return () -> found.getSecret().getPlainText();
    }
}
