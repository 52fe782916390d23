package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The account that the environment variables {@code AHA_URL} and {@code AHA_TOKEN} name. */
final class AccountFromEnvironment {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private AccountFromEnvironment() {}

    /**
     * Opens the account.
     *
     * @param real whether it is a real one, into which no missing value is written
     * @throws IllegalArgumentException with a sentence for a missing or unsafe address, and for a missing token
     */
    static AhaAccount open(Map<String, String> environment, boolean real) {
        String url = environment.get("AHA_URL");
        String token = environment.getOrDefault(BuildState.TOKEN, "");
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("AHA_URL is not set: give the address of your account in it.");
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("AHA_TOKEN is not set: put the API key for " + url + " into this"
                    + " environment variable, for example by: read -s AHA_TOKEN; export AHA_TOKEN");
        }
        URI address = address(url.strip());
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean local = LOOPBACK.contains(String.valueOf(address.getHost()));
        if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
            throw new IllegalArgumentException(
                    "AHA_URL must begin with https://, so that the API key is not sent in the"
                            + " clear; http:// is taken only for 127.0.0.1 and localhost.");
        }
        AccountSettings settings = AccountSettings.forUrl(address);
        Connector connector = OkHttpTransport.connector(settings);
        return new AhaAccount(
                settings,
                real ? RealAccount.guarded(connector) : connector,
                Time.SYSTEM,
                () -> ThreadLocalRandom.current().nextLong());
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The exception would quote it all, also a password in it.
            throw new IllegalArgumentException("AHA_URL is not an address, such as https://acme.aha.io.");
        }
    }
}
