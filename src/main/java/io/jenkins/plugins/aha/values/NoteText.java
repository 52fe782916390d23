package io.jenkins.plugins.aha.values;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A note as its reader sees it, whatever HTML it is written in. Only tags of HTML count as tags, so that {@code a < b},
 * {@code List<String>} and an address in angle brackets stay text. Immutable.
 *
 * @param lines the lines that are not blank, with marks for what is formatted, linked or listed
 * @param words the text alone, in one line
 */
@Restricted(NoExternalUse.class)
public record NoteText(String lines, String words) {
    private static final String INLINE =
            "b|strong|i|em|u|s|strike|del|ins|code|kbd|mark|small|sub|sup|span|font|a|img|input|label|abbr|cite|q|big|tt";
    private static final String BLOCKS =
            "p|br|div|section|article|h1|h2|h3|h4|h5|h6|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tfoot|tr|td|th|dl"
                    + "|dt|dd|figure|figcaption|html|body|address|center|main|header|footer";
    private static final Pattern TAG =
            Pattern.compile("<(/?)(?:(" + BLOCKS + ")|(" + INLINE + "))(?=[\\s/>])([^<>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<!--.*?-->|<(script|style|iframe|object)\\b[^>]*>.*?</\\1\\s*>");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:href|src)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Tags that give a line of its own or nothing at all, and leave no mark. */
    private static final Set<String> UNMARKED = Set.of(
            "p", "br", "div", "section", "article", "span", "font", "html", "body", "center", "main", "header",
            "footer", "address", "label", "thead", "tbody", "tfoot", "figure");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("b", "strong", "i", "em", "strike", "s", "del", "s", "tt", "code", "ins", "u");
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "[^" + OPEN + CLOSE + "]*" + CLOSE);

    /** Returns whether a text has a tag of HTML. */
    static boolean hasTags(String text) {
        return text.indexOf('<') >= 0 && TAG.matcher(text).find();
    }

    /** Returns a text that is no HTML, line by line. */
    static NoteText ofPlain(String text) {
        return of(unmarked(text));
    }

    /** Returns a text in which nothing can be taken for a mark. */
    static String unmarked(String text) {
        return text.replace(OPEN, ' ').replace(CLOSE, ' ');
    }

    /**
     * Returns a text that is HTML.
     *
     * @param breaks whether a line of the source is a line of the note, as some editors have it; in HTML it is a blank
     */
    static NoteText ofHtml(String html, boolean breaks) {
        String source = HIDDEN.matcher(html).replaceAll("");
        source = breaks ? source : source.replaceAll("\\R", " ");
        StringBuilder note = new StringBuilder();
        int linkStart = -1;
        String link = "";
        Matcher tag = TAG.matcher(source);
        int from = 0;
        while (tag.find()) {
            note.append(text(source.substring(from, tag.start())));
            from = tag.end();
            boolean closes = !tag.group(1).isEmpty();
            boolean block = tag.group(2) != null;
            String written = (block ? tag.group(2) : tag.group(3)).toLowerCase(Locale.ROOT);
            String name = OTHER_NAMES.getOrDefault(written, written);
            note.append(block ? "\n" : "");
            if (name.equals("a")) {
                if (!closes) {
                    linkStart = note.length();
                    link = address(tag.group(4));
                } else if (linkStart >= 0 && !isBareAddress(link, note.substring(linkStart))) {
                    note.insert(linkStart, OPEN + "a " + link + CLOSE).append(OPEN + "/a" + CLOSE);
                    linkStart = -1;
                }
            } else if (!UNMARKED.contains(name)) {
                String mark = name.equals("img") ? name + " " + address(tag.group(4)) : tag.group(1) + name;
                note.append(OPEN).append(mark).append(CLOSE);
            }
            note.append(block ? "\n" : "");
        }
        return of(note.append(text(source.substring(from))).toString());
    }

    private static String text(String source) {
        return unmarked(Entities.decoded(source));
    }

    private static String address(String attributes) {
        Matcher address = ADDRESS.matcher(attributes);
        if (!address.find()) {
            return "";
        }
        String found = address.group(1) != null ? address.group(1) : address.group(2);
        return Entities.decoded(found != null ? found : address.group(3)).strip();
    }

    /** An address that was made a link: its text says all of it. */
    private static boolean isBareAddress(String address, String text) {
        String bare = address.replaceFirst("^(?i)(https?://|mailto:)", "").replaceFirst("/$", "");
        String shown = text.strip().replaceFirst("^(?i)(https?://|mailto:)", "").replaceFirst("/$", "");
        return bare.equals(shown);
    }

    private static NoteText of(String marked) {
        String lines = marked.lines()
                .flatMap(line -> line.lines())
                .map(Texts::folded)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return new NoteText(lines, Texts.folded(MARK.matcher(lines).replaceAll("")));
    }

    /** Returns the text without anything that looks like a tag, known or not, in one line. */
    static String withoutAnyTag(String text) {
        return Texts.folded(Entities.decoded(
                ANY_TAG.matcher(HIDDEN.matcher(text).replaceAll("")).replaceAll("")));
    }

    /** Returns whether one of two notes has all the words of the other, and any at all. */
    public static boolean sharesWords(String one, String other) {
        Set<String> some = words(one);
        Set<String> others = words(other);
        return !some.isEmpty() && !others.isEmpty() && (some.containsAll(others) || others.containsAll(some));
    }

    private static Set<String> words(String note) {
        return NOT_WORD.splitAsStream(ofHtml(note, true).words())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Returns whether there is nothing to be seen. */
    boolean isEmpty() {
        return words.isEmpty() && lines.indexOf("img ") < 0;
    }
}
