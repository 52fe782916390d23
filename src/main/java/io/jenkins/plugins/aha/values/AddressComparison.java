package io.jenkins.plugins.aha.values;

import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares what is sent to a field for web addresses, be it an address or not, with what it shows. Stateless. */
final class AddressComparison {
    private static final Pattern HOST = Pattern.compile("[-\\p{L}\\p{N}_@:]+(\\.[-\\p{L}\\p{N}_@:]+)+");
    private static final Pattern SCHEME = Pattern.compile("(?i)^https?://");

    private AddressComparison() {}

    /**
     * Compares two texts. One without a scheme may get one, a host has no case and may be in ASCII, and a path may be
     * escaped.
     */
    static Result compare(String sent, String shown) {
        String bare = sent.contains("://") ? shown : withoutScheme(shown);
        if (canonical(sent).equals(canonical(bare))) {
            return Result.SAME;
        }
        boolean form =
                canonical(unescaped(sent)).equals(canonical(unescaped(bare))) || ValueComparison.isCut(sent, bare);
        return form ? Result.ANOTHER_FORM : Result.ANOTHER_VALUE;
    }

    /** Without the scheme that a field may add. */
    static String withoutScheme(String text) {
        return SCHEME.matcher(text).replaceFirst("").stripLeading();
    }

    private static String canonical(String url) {
        int end = endOfHost(url);
        String host = url.substring(startOfHost(url), end);
        return HOST.matcher(host).matches()
                ? url.substring(0, end).toLowerCase(Locale.ROOT)
                        + url.substring(end).replaceFirst("^/$", "")
                : url;
    }

    private static String unescaped(String url) {
        String plain = url;
        try {
            plain = Texts.folded(URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEscaped) {
            // A percent sign that means itself.
        }
        int start = startOfHost(plain);
        int end = endOfHost(plain);
        return plain.substring(0, start) + IDN.toUnicode(plain.substring(start, end)) + plain.substring(end);
    }

    private static int startOfHost(String url) {
        return url.contains("://") ? url.indexOf("://") + 3 : 0;
    }

    private static int endOfHost(String url) {
        int path = url.indexOf('/', startOfHost(url));
        return path < 0 ? url.length() : path;
    }
}
