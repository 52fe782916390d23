package io.jenkins.plugins.aha.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an editor makes of the text of a note. Stateless. */
final class NoteHtml {
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\\s/][^<>]*)?)>");
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<!--.*?-->|<(script|style|iframe|object)\\b.*?</\\1\\s*>");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:href|src)\\s*=\\s*[\"']?((?:https?:|mailto:|/)[^\"'\\s>]*)");
    private static final Pattern BARE_AMPERSAND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#x[0-9A-Fa-f]+);)");
    private static final Map<String, String> RENAMED = Map.of("b", "strong", "i", "em", "strike", "s");
    private static final Set<String> ALLOWED = Set.of(
            "p",
            "br",
            "strong",
            "em",
            "u",
            "s",
            "a",
            "img",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "pre",
            "code",
            "hr",
            "table",
            "tbody",
            "tr",
            "td",
            "th",
            "div");

    private NoteHtml() {}

    /** What a tag becomes. */
    private interface TagRule {
        String of(String slash, String name, String attributes, String whole);
    }

    /** Known tags with their address, and text. */
    static String sanitized(String html) {
        return walked(HIDDEN.matcher(html).replaceAll(""), (slash, name, attributes, whole) -> {
            String known = RENAMED.getOrDefault(name, name);
            if (!ALLOWED.contains(known)) {
                return "";
            }
            return "<" + slash + known + (slash.isEmpty() ? kept(known, attributes) : "") + ">";
        });
    }

    private static String kept(String name, String attributes) {
        Matcher address = ADDRESS.matcher(attributes);
        if (!address.find()) {
            return "";
        }
        return switch (name) {
            case "a" -> " href=\"" + address.group(1) + "\" target=\"_blank\" rel=\"noopener noreferrer\"";
            case "img" -> " src=\"" + address.group(1) + "\"";
            default -> "";
        };
    }

    /** The same tags; in the text between them {@code &}, {@code <} and {@code >} as entities. */
    static String withEntities(String html) {
        return walked(html, (slash, name, attributes, whole) -> whole);
    }

    /** A text without tags in which {@code &} (unless it begins an entity), {@code <} and {@code >} are entities. */
    static String escaped(String text) {
        return BARE_AMPERSAND
                .matcher(text)
                .replaceAll("&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String walked(String html, TagRule rule) {
        StringBuilder result = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        int from = 0;
        while (tag.find()) {
            result.append(escaped(html.substring(from, tag.start())));
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            result.append(rule.of(tag.group(1), name, tag.group(3), tag.group()));
            from = tag.end();
        }
        return result.append(escaped(html.substring(from))).toString();
    }

    /** Plain lines as paragraphs; a text with tags stays as it is. */
    static String paragraphs(String text, boolean breaks, boolean each) {
        if (TAG.matcher(text).find()) {
            return text;
        }
        String separator = breaks && each ? "\\R\\h*\\R+" : each ? "\\R+" : "(?!)";
        return Arrays.stream(text.split(separator))
                .filter(paragraph -> !paragraph.isBlank())
                .map(paragraph -> "<p>" + paragraph.strip().replaceAll("\\R", "<br>") + "</p>")
                .collect(Collectors.joining());
    }
}
