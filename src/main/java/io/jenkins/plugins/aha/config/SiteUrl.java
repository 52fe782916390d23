package io.jenkins.plugins.aha.config;

import hudson.Util;
import hudson.util.FormValidation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Decides to which addresses a token may go: nowhere but to Aha!, unless an administrator allows it for a site. */
final class SiteUrl {
    private static final String AHA = ".aha.io";

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
        String host = lowerCase(url.getHost());
        String scheme = lowerCase(url.getScheme());
        if (host.isEmpty() || url.getRawUserInfo() != null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(Messages.SiteUrl_invalid());
        }
        String authority = host + (url.getPort() == -1 || isUsual(scheme, url.getPort()) ? "" : ":" + url.getPort());
        boolean aha = scheme.equals("https") && host.endsWith(AHA) && authority.equals(host);
        if (!aha && !allowOtherHost) {
            throw new IllegalArgumentException(
                    scheme.equals("https") ? Messages.SiteUrl_otherHost(authority) : Messages.SiteUrl_notHttps());
        }
        // What is pasted from the browser may lead into Aha!; elsewhere a path would be lost and the wrong place asked.
        if (!aha && !isRoot(url)) {
            throw new IllegalArgumentException(Messages.SiteUrl_path(scheme + "://" + authority));
        }
        return URI.create(scheme + "://" + authority);
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

    private static String lowerCase(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isUsual(String scheme, int port) {
        return port == (scheme.equals("https") ? 443 : 80);
    }

    private static boolean isRoot(URI url) {
        return (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
