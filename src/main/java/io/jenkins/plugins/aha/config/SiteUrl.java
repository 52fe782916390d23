package io.jenkins.plugins.aha.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Decides to which addresses a token may go: nowhere but to Aha!, unless an administrator allows it for a site. */
final class SiteUrl {
    private static final String AHA = ".aha.io";

    private SiteUrl() {}

    /**
     * The address of an account.
     *
     * @param allowOtherHost whether an administrator allows a host outside aha.io, and http
     * @throws IllegalArgumentException with a sentence for the user
     */
    static URI check(String text, boolean allowOtherHost) {
        URI url;
        try {
            url = new URI(text.trim());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Messages.SiteUrl_invalid(), e);
        }
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || url.getRawUserInfo() != null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(Messages.SiteUrl_invalid());
        }
        if (!allowOtherHost) {
            if (!scheme.equals("https")) {
                throw new IllegalArgumentException(Messages.SiteUrl_notHttps());
            }
            if (!host.endsWith(AHA) || url.getPort() != -1 && url.getPort() != 443) {
                throw new IllegalArgumentException(Messages.SiteUrl_otherHost(host));
            }
        }
        return url;
    }
}
