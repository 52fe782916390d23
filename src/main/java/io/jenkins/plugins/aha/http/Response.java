package io.jenkins.plugins.aha.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One answer of Aha!, or of whatever stands at its address. Immutable; {@link #body} must not be written to.
 *
 * @param status the HTTP status
 * @param headers the headers by lower-case name; of a repeated one the last value
 * @param body the whole body, possibly empty; its size is bounded by the transport
 */
@Restricted(NoExternalUse.class)
public record Response(int status, Map<String, String> headers, byte[] body) {
    /** Returns the value of a header, whatever its case in the answer. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns whether the status says that the request was carried out. */
    public boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /** Returns whether nothing but white space came: Aha! answers so to a DELETE. */
    public boolean isBlank() {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether HTML came, by its header or its first character: something on the way answered, not Aha!'s API.
     */
    public boolean isWebPage() {
        return header("content-type").orElse("").contains("html") || startsLikeHtml();
    }

    private boolean startsLikeHtml() {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '<';
            }
        }
        return false;
    }
}
