package io.jenkins.plugins.aha.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/**
 * The credentials to choose from in forms. Users without permission see only the current value
 * (credentials plugin, consumer guide).
 */
@Restricted(NoExternalUse.class)
public final class TokenChoices {
    /** Credentials of scope System are for Jenkins itself: no build finds them. */
    static final CredentialsMatcher FOR_BUILDS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private TokenChoices() {}

    /** For the global configuration. */
    static ListBoxModel forAdministrators(String url, String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return choices.includeCurrentValue(Util.fixNull(current));
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, requirements(url), FOR_BUILDS)
                .includeCurrentValue(Util.fixNull(current));
    }

    /**
     * For a job, a step's form in the Snippet Generator, or a folder.
     *
     * @param item where the form is; null outside any item
     */
    public static ListBoxModel forItem(Item item, String site, String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            return choices.includeCurrentValue(Util.fixNull(current));
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(
                        userOf(item),
                        item,
                        StringCredentials.class,
                        requirements(SiteLookup.urlOf(site, item)),
                        FOR_BUILDS)
                .includeCurrentValue(Util.fixNull(current));
    }

    /** Returns whether the chosen credential exists, for an administrator. */
    static FormValidation check(String credentialsId, String url) {
        if (Util.fixEmptyAndTrim(credentialsId) == null) {
            return FormValidation.ok();
        }
        boolean found = CredentialsProvider.listCredentialsInItemGroup(
                                StringCredentials.class,
                                Jenkins.get(),
                                ACL.SYSTEM2,
                                requirements(url),
                                CredentialsMatchers.allOf(CredentialsMatchers.withId(credentialsId), FOR_BUILDS))
                        .size()
                > 0;
        return found
                ? FormValidation.ok()
                : FormValidation.warning(Messages.TokenLookup_notFoundGlobally(credentialsId));
    }

    /** Returns the user that the builds of an item run as. */
    static Authentication userOf(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    /** Returns what a credential's domain must allow. */
    static List<DomainRequirement> requirements(String url) {
        return URIRequirementBuilder.fromUri(Util.fixNull(url)).build();
    }
}
