package io.jenkins.plugins.aha.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.health.SiteSummary;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One Aha! account as an administrator configured it. It names a credential and never holds a token. */
public class AhaSite implements Describable<AhaSite> {
    private final String name;
    private final String url;
    private String credentialsId;
    private boolean defaultSite;
    private String contact;
    private int connectTimeoutSeconds = SiteNumber.CONNECT_TIMEOUT.usual();
    private int readTimeoutSeconds = SiteNumber.READ_TIMEOUT.usual();
    private int requestsPerSecond = SiteNumber.PER_SECOND.usual();
    private int requestsPerMinute = SiteNumber.PER_MINUTE.usual();
    private boolean disableMailers;
    private boolean allowOtherHost;
    /** Saved by version 1 and read no more: each operation has a thread of its own. */
    private transient int workerThreads;

    /**
     * @param name what steps call it
     * @param url the account's own address, {@code https://<account>.aha.io}
     */
    @DataBoundConstructor
    public AhaSite(String name, String url) {
        this.name = Util.fixNull(name).trim();
        this.url = Util.fixNull(url).trim();
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    /** Returns the id of a Secret text credential; null when each folder or step brings its own. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Returns whether steps that name no site use this one. */
    public boolean isDefaultSite() {
        return defaultSite;
    }

    @DataBoundSetter
    public void setDefaultSite(boolean defaultSite) {
        this.defaultSite = defaultSite;
    }

    /** Returns the contact that the User-Agent header names; null for none. */
    public String getContact() {
        return contact;
    }

    @DataBoundSetter
    public void setContact(String contact) {
        this.contact = Util.fixEmptyAndTrim(contact);
    }

    /** Returns how long making a connection may take; never null. */
    public Integer getConnectTimeoutSeconds() {
        return connectTimeoutSeconds;
    }

    /** Null means the default. */
    @DataBoundSetter
    public void setConnectTimeoutSeconds(Integer connectTimeoutSeconds) {
        this.connectTimeoutSeconds = SiteNumber.CONNECT_TIMEOUT.orUsual(connectTimeoutSeconds);
    }

    /** Returns how long Aha! may send nothing; never null. */
    public Integer getReadTimeoutSeconds() {
        return readTimeoutSeconds;
    }

    /** Null means the default. */
    @DataBoundSetter
    public void setReadTimeoutSeconds(Integer readTimeoutSeconds) {
        this.readTimeoutSeconds = SiteNumber.READ_TIMEOUT.orUsual(readTimeoutSeconds);
    }

    /** Returns how many requests builds may send in any second; never null. */
    public Integer getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** Null means the default. */
    @DataBoundSetter
    public void setRequestsPerSecond(Integer requestsPerSecond) {
        this.requestsPerSecond = SiteNumber.PER_SECOND.orUsual(requestsPerSecond);
    }

    /** Returns how many requests builds may send in any minute; never null. */
    public Integer getRequestsPerMinute() {
        return requestsPerMinute;
    }

    /** Null means the default. */
    @DataBoundSetter
    public void setRequestsPerMinute(Integer requestsPerMinute) {
        this.requestsPerMinute = SiteNumber.PER_MINUTE.orUsual(requestsPerMinute);
    }

    /** Returns whether Aha! is asked to send no notification mail for what builds write. */
    public boolean isDisableMailers() {
        return disableMailers;
    }

    @DataBoundSetter
    public void setDisableMailers(boolean disableMailers) {
        this.disableMailers = disableMailers;
    }

    /** Returns whether the URL may name another host than {@code *.aha.io}: a mock or a proxy. */
    public boolean isAllowOtherHost() {
        return allowOtherHost;
    }

    @DataBoundSetter
    public void setAllowOtherHost(boolean allowOtherHost) {
        this.allowOtherHost = allowOtherHost;
    }

    /** What was saved without a number or changed on the disk stays within the ranges. */
    private Object readResolve() {
        connectTimeoutSeconds = SiteNumber.CONNECT_TIMEOUT.saved(connectTimeoutSeconds);
        readTimeoutSeconds = SiteNumber.READ_TIMEOUT.saved(readTimeoutSeconds);
        requestsPerSecond = SiteNumber.PER_SECOND.saved(requestsPerSecond);
        requestsPerMinute = SiteNumber.PER_MINUTE.saved(requestsPerMinute);
        return this;
    }

    @Override
    public String toString() {
        return name + " (" + url + ")";
    }

    /** The form and its checks. */
    @Extension
    @Symbol("ahaSite")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends Descriptor<AhaSite> {
        /** Returns the number that the form shows for a new site. */
        public int getDefault(String number) {
            return SiteNumber.valueOf(number).usual();
        }

        /** Returns the largest number that the form takes. */
        public int getMost(String number) {
            return SiteNumber.valueOf(number).most();
        }

        /** Returns how a site has answered builds, in sentences; none for a new site, which is null. */
        public List<String> getState(AhaSite site) {
            return site == null ? List.of() : SiteSummary.of(site.getName());
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaSite_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.AhaSite_nameMissing())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowOtherHost) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SiteUrl.validate(value, allowOtherHost);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId, @QueryParameter String url) {
            return TokenChoices.forAdministrators(url, credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return TokenChoices.check(value, url);
        }

        @POST
        public FormValidation doCheckConnectTimeoutSeconds(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SiteNumber.CONNECT_TIMEOUT.validate(value);
        }

        @POST
        public FormValidation doCheckReadTimeoutSeconds(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SiteNumber.READ_TIMEOUT.validate(value);
        }

        @POST
        public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SiteNumber.PER_SECOND.validate(value);
        }

        @POST
        public FormValidation doCheckRequestsPerMinute(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SiteNumber.PER_MINUTE.validate(value);
        }

        /** Asks Aha! whose key the credential holds. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter boolean allowOtherHost,
                @QueryParameter String contact) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            AhaSite tested = new AhaSite("test", url);
            tested.setAllowOtherHost(allowOtherHost);
            tested.setContact(contact);
            return ConnectionTest.of(tested, credentialsId);
        }
    }
}
