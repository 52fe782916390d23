package io.jenkins.plugins.aha.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A folder's choice among the configured sites, and its own credential. It names no URL: only an administrator decides
 * where a token goes.
 */
public class AhaFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private String site;
    private String credentialsId;

    @DataBoundConstructor
    public AhaFolderProperty() {
        // everything is optional
    }

    /** Returns the name of a configured site; null for the default. */
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    /** Returns the id of a Secret text credential that the folder may use; null for the site's. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    static Optional<FolderChoice> choiceOf(ItemGroup<?> group) {
        if (!(group instanceof AbstractFolder<?> folder)) {
            return Optional.empty();
        }
        AhaFolderProperty property = folder.getProperties().get(AhaFolderProperty.class);
        return property == null || property.site == null && property.credentialsId == null
                ? Optional.empty()
                : Optional.of(new FolderChoice(property.site, property.credentialsId));
    }

    /** The form. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("aha")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AhaFolderProperty_displayName();
        }

        @POST
        public ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter String site) {
            return SiteLookup.choices(item, site);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String site, @QueryParameter String credentialsId) {
            return TokenChoices.forItem(item, site, credentialsId);
        }
    }
}
