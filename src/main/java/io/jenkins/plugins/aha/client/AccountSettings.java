package io.jenkins.plugins.aha.client;

import java.net.URI;
import java.time.Duration;

/**
 * How to speak to one Aha! account. Immutable; it holds no token.
 *
 * @param url the account's own address, such as {@code https://acme.aha.io}; path and query are dropped
 * @param userAgent who asks; Aha! recommends one with contact information (notes on the API, §1)
 * @param limits how many requests the account takes from here
 * @param retryPolicy how patiently requests are repeated
 * @param connectTimeout how long making a connection may take
 * @param readTimeout how long Aha! may be silent
 * @param callTimeout how long one try may take as a whole
 * @param disableMailers whether writes ask Aha! to send no notification mail ({@code disable_mailers=true})
 */
public record AccountSettings(
        URI url,
        String userAgent,
        Limits limits,
        RetryPolicy retryPolicy,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        boolean disableMailers) {

    public AccountSettings {
        String authority = url.getRawAuthority();
        if (url.getScheme() == null || authority == null || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + withoutUser(url) + "' is not the address of an Aha! account, such"
                    + " as https://acme.aha.io");
        }
        url = URI.create(url.getScheme() + "://" + authority);
        userAgent = userAgent.replaceAll("[^\\x20-\\x7e]+", " ").trim();
    }

    /** Settings that fit most accounts. */
    public static AccountSettings forUrl(URI url) {
        return new AccountSettings(
                url,
                "aha-jenkins-plugin",
                Limits.DOCUMENTED,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                false);
    }

    /** The address that the paths of requests are appended to. */
    String base() {
        return url + "/api/v1";
    }

    /** The page of a thing in Aha!'s user interface. */
    public String pageOf(Reference thing) {
        return url + "/" + thing.kind().page() + "/" + thing.id();
    }

    private static String withoutUser(URI url) {
        return String.valueOf(url).replaceAll("//[^/@]*@", "//");
    }
}
