package io.jenkins.plugins.aha.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.http.AccountSettings;
import java.net.URI;
import java.net.URISyntaxException;

/** Decides to which addresses a token may go: nowhere but to Aha!, unless an administrator allows it for a site. */
final class SiteUrl {
    private SiteUrl() {}

    /**
     * Returns the address of an account: scheme, host and port, in lower case.
     *
     * @param allowOtherHost whether an administrator allows a host outside aha.io, and http
     * @throws IllegalArgumentException with a sentence for the user
     */
    static URI check(String text, boolean allowOtherHost) {
        if (Util.fixEmptyAndTrim(text) == null) {
            throw new IllegalArgumentException(Messages.AhaSite_urlMissing());
        }
        URI url;
        try {
            url = new URI(text.trim());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Messages.SiteUrl_invalid(), e);
        }
        if (!AccountSettings.isHttp(url) || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(Messages.SiteUrl_invalid());
        }
        URI address = AccountSettings.addressOf(url);
        boolean secure = address.getScheme().equals("https");
        boolean aha = secure && AccountSettings.isHostOfAha(address.getHost()) && address.getPort() < 0;
        if (!aha && !allowOtherHost) {
            throw new IllegalArgumentException(
                    secure ? Messages.SiteUrl_otherHost(address.getAuthority()) : Messages.SiteUrl_notHttps());
        }
        // What is pasted from the browser may lead into Aha!; elsewhere a path would be lost and the wrong place asked.
        if (!aha && !isRoot(url)) {
            throw new IllegalArgumentException(Messages.SiteUrl_path(address));
        }
        return address;
    }

    /** Returns whether the address is allowed, for the form. */
    static FormValidation validate(String text, boolean allowOtherHost) {
        try {
            check(text, allowOtherHost);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static boolean isRoot(URI url) {
        return (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
