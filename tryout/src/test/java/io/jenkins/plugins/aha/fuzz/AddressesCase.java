package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whatever is written into a site's URL, its contact, or a parameter that becomes part of a path. */
final class AddressesCase implements FuzzCase {
    private static final List<String> STARTS =
            List.of("https://", "http://acme.aha.io", "https://me:secret@", "HTTPS://acme.aha.io:", "//", "file:", "");

    @Override
    public Ending run(Choices choices) {
        boolean path = path(choices);
        return site(choices) || path ? Ending.VALUE : Ending.TYPED_ERROR;
    }

    private static boolean path(Choices choices) {
        List<String> parts = new ArrayList<>(List.of("x"));
        for (int rest = choices.below(3); rest >= 0; rest--) {
            parts.add(choices.oneIn(9) ? choices.of(List.of(".", "..", "")) : choices.text());
        }
        Request request;
        try {
            request = Request.of(Request.Method.GET, "p", parts.toArray(String[]::new));
        } catch (IllegalArgumentException refused) {
            Check.that(
                    parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..")),
                    () -> "refused " + parts);
            return false;
        }
        String[] sent = request.path().substring(1).split("/", -1);
        Check.that(sent.length == parts.size(), () -> "other parts: " + request.path());
        for (int i = 0; i < sent.length; i++) {
            String part = parts.get(i);
            String whole = new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            String decoded = URLDecoder.decode(sent[i], StandardCharsets.UTF_8);
            Check.that(decoded.equals(whole), () -> "sent " + decoded + " for " + part);
        }
        String value = choices.text();
        String query = request.with("q", value).query();
        Check.that(query.matches("q=([A-Za-z0-9._~-]|%[0-9A-F]{2})*"), () -> "query " + query);
        return true;
    }

    private static boolean site(Choices choices) {
        URI url;
        try {
            url = new URI(choices.of(STARTS) + choices.text());
        } catch (java.net.URISyntaxException noUrl) {
            return false;
        }
        try {
            AccountSettings usual = AccountSettings.forUrl(url);
            AccountSettings settings = new AccountSettings(
                    usual.url(),
                    choices.text(),
                    usual.limits(),
                    usual.retryPolicy(),
                    usual.connectTimeout(),
                    usual.readTimeout(),
                    usual.callTimeout(),
                    true);
            Check.that(settings.userAgent().matches("[\\x20-\\x7e]+"), () -> "agent " + settings.userAgent());
            Check.that(settings.url().getRawUserInfo() == null, () -> "a password in " + settings.url());
            Check.that(
                    settings.url().toString().matches("https?://[^/?#@]+"),
                    () -> "more than a host: " + settings.url());
            return true;
        } catch (IllegalArgumentException refused) {
            Check.that(!refused.getMessage().contains("secret@"), refused::getMessage);
            return false;
        }
    }
}
