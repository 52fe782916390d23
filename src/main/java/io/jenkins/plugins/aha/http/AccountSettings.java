package io.jenkins.plugins.aha.http;

import io.jenkins.plugins.aha.model.Reference;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How requests are sent to one Aha! account. Immutable; it holds no token.
 *
 * @param url the account's own address, such as {@code https://acme.aha.io}; path and query are dropped
 * @param userAgent the User-Agent header; Aha! recommends contact information in it
 * @param limits how many requests the account takes from here
 * @param retryPolicy how often requests are repeated
 * @param connectTimeout how long making a connection may take
 * @param readTimeout how long Aha! may send nothing
 * @param callTimeout how long one try may take as a whole
 * @param disableMailers whether writes ask Aha! to send no notification mail ({@code disable_mailers=true})
 */
@Restricted(NoExternalUse.class)
public record AccountSettings(
        URI url,
        String userAgent,
        Limits limits,
        RetryPolicy retryPolicy,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        boolean disableMailers) {

    private static final String DEFAULT_USER_AGENT = "aha-jenkins-plugin";
    private static final int LAST_PORT = 65_535;

    public AccountSettings {
        if (!isHttp(url) || url.getHost() == null || url.getRawUserInfo() != null || url.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("'" + withoutUser(url) + "' is not the address of an Aha! account, such"
                    + " as https://acme.aha.io");
        }
        url = addressOf(url);
        String printable = userAgent.replaceAll("[^\\x20-\\x7e]+", " ").trim();
        userAgent = printable.isEmpty() ? DEFAULT_USER_AGENT : printable;
    }

    /**
     * Returns the address of an account, equal for all addresses in it: scheme, host and port in lower case, without
     * the usual port.
     */
    public static URI addressOf(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usualPort = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + host + (usualPort ? "" : ":" + url.getPort()));
    }

    /** Returns whether a host, in lower case, is one of Aha!'s. */
    public static boolean isHostOfAha(String host) {
        return host.endsWith(".aha.io");
    }

    /** Returns whether an address begins with http or https. */
    public static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    /** Settings that fit most accounts. */
    public static AccountSettings forUrl(URI url) {
        return new AccountSettings(
                url,
                DEFAULT_USER_AGENT,
                Limits.DOCUMENTED,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                false);
    }

    /** Returns the address that the paths of requests are appended to. */
    public String base() {
        return url + "/api/v1";
    }

    /**
     * Returns the page of a thing in Aha!'s user interface.
     *
     * @param answered the page as Aha! answered it, which may be on another host of the account; it is not used where
     *     that is no host of Aha!'s
     * @return the page; empty for records of custom tables, which have none
     */
    public String pageOf(Reference thing, String answered) {
        if (thing.kind().page().isEmpty()) {
            return "";
        }
        return isOurs(answered) ? answered : url + "/" + thing.kind().page() + "/" + Request.encode(thing.id());
    }

    private boolean isOurs(String page) {
        try {
            URI address = new URI(page);
            String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
            boolean ofAha = isHostOfAha(host) && isHostOfAha(url.getHost());
            return isHttp(address) && address.getRawUserInfo() == null && (ofAha || host.equals(url.getHost()));
        } catch (URISyntaxException unusable) {
            return false;
        }
    }

    private static String withoutUser(URI url) {
        return String.valueOf(url).replaceAll("//[^/@]*@", "//");
    }
}
