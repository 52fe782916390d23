package io.jenkins.plugins.aha.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.client.AccountSettings;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.Cancellation;
import io.jenkins.plugins.aha.client.Limits;
import io.jenkins.plugins.aha.client.Notices;
import io.jenkins.plugins.aha.client.RetryPolicy;
import io.jenkins.plugins.aha.client.User;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
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
    private int connectTimeoutSeconds = DescriptorImpl.DEFAULT_CONNECT_TIMEOUT;
    private int readTimeoutSeconds = DescriptorImpl.DEFAULT_READ_TIMEOUT;
    private int requestsPerSecond = DescriptorImpl.MOST_PER_SECOND;
    private int requestsPerMinute = DescriptorImpl.MOST_PER_MINUTE;
    private int workerThreads = DescriptorImpl.DEFAULT_WORKERS;
    private boolean disableMailers;
    private boolean allowOtherHost;

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

    /** The id of a Secret text credential; null when each folder or step brings its own. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Whether steps that name no site use this one. */
    public boolean isDefaultSite() {
        return defaultSite;
    }

    @DataBoundSetter
    public void setDefaultSite(boolean defaultSite) {
        this.defaultSite = defaultSite;
    }

    /** Whom Aha! may ask about the requests, told in the User-Agent header; null for nobody. */
    public String getContact() {
        return contact;
    }

    @DataBoundSetter
    public void setContact(String contact) {
        this.contact = Util.fixEmptyAndTrim(contact);
    }

    public int getConnectTimeoutSeconds() {
        return connectTimeoutSeconds;
    }

    @DataBoundSetter
    public void setConnectTimeoutSeconds(int connectTimeoutSeconds) {
        this.connectTimeoutSeconds = between(1, connectTimeoutSeconds, 3600);
    }

    public int getReadTimeoutSeconds() {
        return readTimeoutSeconds;
    }

    @DataBoundSetter
    public void setReadTimeoutSeconds(int readTimeoutSeconds) {
        this.readTimeoutSeconds = between(1, readTimeoutSeconds, 3600);
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = between(1, requestsPerSecond, DescriptorImpl.MOST_PER_SECOND);
    }

    public int getRequestsPerMinute() {
        return requestsPerMinute;
    }

    @DataBoundSetter
    public void setRequestsPerMinute(int requestsPerMinute) {
        this.requestsPerMinute = between(1, requestsPerMinute, DescriptorImpl.MOST_PER_MINUTE);
    }

    public int getWorkerThreads() {
        return workerThreads;
    }

    @DataBoundSetter
    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = between(1, workerThreads, 64);
    }

    /** Whether Aha! is asked to send no notification mail for what builds write. */
    public boolean isDisableMailers() {
        return disableMailers;
    }

    @DataBoundSetter
    public void setDisableMailers(boolean disableMailers) {
        this.disableMailers = disableMailers;
    }

    /** Whether the URL may name another host than {@code *.aha.io}: a mock or a proxy. */
    public boolean isAllowOtherHost() {
        return allowOtherHost;
    }

    @DataBoundSetter
    public void setAllowOtherHost(boolean allowOtherHost) {
        this.allowOtherHost = allowOtherHost;
    }

    private static int between(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }

    /**
     * How to speak to this account.
     *
     * @throws IllegalArgumentException when the URL is not one that a token may be sent to; a sentence for the user.
     *     Configuration as code is not validated when it is read, so this is asked before each use
     */
    public AccountSettings toSettings() {
        return toSettings(RetryPolicy.DEFAULT);
    }

    private AccountSettings toSettings(RetryPolicy retryPolicy) {
        return new AccountSettings(
                SiteUrl.check(url, allowOtherHost),
                UserAgent.naming(contact),
                new Limits(requestsPerSecond, requestsPerMinute),
                retryPolicy,
                Duration.ofSeconds(connectTimeoutSeconds),
                Duration.ofSeconds(readTimeoutSeconds),
                Duration.ofSeconds(2L * readTimeoutSeconds),
                disableMailers);
    }

    /** What was saved without a number, by hand or by an older version, gets the default. */
    private Object readResolve() {
        AhaSite fresh = new AhaSite(name, url);
        connectTimeoutSeconds = connectTimeoutSeconds > 0 ? connectTimeoutSeconds : fresh.connectTimeoutSeconds;
        readTimeoutSeconds = readTimeoutSeconds > 0 ? readTimeoutSeconds : fresh.readTimeoutSeconds;
        requestsPerSecond = requestsPerSecond > 0 ? requestsPerSecond : fresh.requestsPerSecond;
        requestsPerMinute = requestsPerMinute > 0 ? requestsPerMinute : fresh.requestsPerMinute;
        workerThreads = workerThreads > 0 ? workerThreads : fresh.workerThreads;
        return this;
    }

    @Override
    public String toString() {
        return name + " (" + url + ")";
    }

    /** The form and its checks. */
    @Extension
    @Symbol("ahaSite")
    public static class DescriptorImpl extends Descriptor<AhaSite> {
        public static final int DEFAULT_CONNECT_TIMEOUT = 10;
        public static final int DEFAULT_READ_TIMEOUT = 60;
        public static final int MOST_PER_SECOND = 20;
        public static final int MOST_PER_MINUTE = 300;
        public static final int DEFAULT_WORKERS = 10;

        private static final int LONGEST_TEST = 20;

        /** Somebody looks at the form and waits. */
        private static final RetryPolicy IMPATIENT =
                new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(10));

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
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.error(Messages.AhaSite_urlMissing());
            }
            try {
                SiteUrl.check(value, allowOtherHost);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
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
            tested.setReadTimeoutSeconds(LONGEST_TEST);
            try {
                AhaAccount account = AhaAccounts.forTest(tested.toSettings(IMPATIENT));
                User user = account.open(TokenLookup.forTest(credentialsId, url), Notices.NONE, new Cancellation())
                        .me();
                return FormValidation.ok(Messages.AhaSite_connected(
                        user.name(),
                        user.email().isEmpty() ? "" : " <" + user.email() + ">",
                        user.accounts().isEmpty() ? "" : ", " + String.join(", ", user.accounts())));
            } catch (AhaException e) {
                boolean key = e.getReason() == AhaException.Reason.UNAUTHORIZED
                        || e.getReason() == AhaException.Reason.FORBIDDEN;
                return FormValidation.error(
                        key
                                ? Messages.AhaSite_keyRefused(e.getMessage())
                                : Messages.AhaSite_unreachable(e.getMessage()));
            } catch (IllegalArgumentException | TokenException e) {
                return FormValidation.error(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FormValidation.error(Messages.AhaSite_interrupted());
            }
        }
    }
}
