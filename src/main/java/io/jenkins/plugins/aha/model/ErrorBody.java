package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Finds the reasons in the body of a refusal: Aha!'s JSON, in whatever nesting, or the text of a proxy's web page. One
 * line, without HTML and control characters, bounded in size.
 */
@Restricted(NoExternalUse.class)
public final class ErrorBody {
    private static final int LONGEST = 300;
    private static final int MOST_READ = 64 * 1024;
    /** Of a web page; searching it for tags may take time in the square of its length. */
    private static final int MOST_SEARCHED = 8 * 1024;

    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1\\s*>|\\z)");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title\\s*>");
    /** Not every less-than sign: "must be < 100" is a message. */
    private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z!?][^>]*>?");

    private ErrorBody() {}

    /** Returns the reasons that an answer without success gives, at most 300 characters; empty for none. */
    public static String message(byte[] body) {
        JsonNode json = json(body);
        return line(json != null && json.isContainerNode() ? ErrorReasons.of(json) : plain(text(body)));
    }

    /** Returns the reasons under {@code error} or {@code errors} of an answer with success; empty for none. */
    public static String refusal(byte[] body) {
        JsonNode json = json(body);
        return json == null ? "" : line(ErrorReasons.ofSuccess(json));
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.MAPPER.readTree(text(body));
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static String text(byte[] body) {
        int length = Math.min(body.length, MOST_READ);
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private static String line(String found) {
        String text = TAG.matcher(found).replaceAll(" ");
        return PlainText.line(withoutEntities(text), LONGEST);
    }

    private static String withoutEntities(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&apos;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String plain(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), MOST_SEARCHED));
        var title = TITLE.matcher(text);
        String start = title.find() ? title.group(1) + " " : "";
        return start + INVISIBLE.matcher(text).replaceAll(" ");
    }
}
