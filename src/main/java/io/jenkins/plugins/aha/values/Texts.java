package io.jenkins.plugins.aha.values;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may happen to a text in Aha! without changing what it says: blanks, composed letters, entities. Stateless. */
final class Texts {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}\\p{So}\\uFE0F]+");
    /** The entities of the characters from 0xA0 to 0xFF, in their order. */
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr"
                    + " deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave"
                    + " Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde"
                    + " Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute"
                    + " acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve"
                    + " oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final Map<String, String> NAMED = named();

    private Texts() {}

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"));
        named.putAll(Map.of("ndash", "–", "mdash", "—", "lsquo", "‘", "rsquo", "’", "ldquo", "“", "rdquo", "”"));
        named.putAll(Map.of("hellip", "…", "bull", "•", "euro", "€", "trade", "™", "zwj", "\u200D", "zwnj", "\u200C"));
        char latin = 0xA0;
        for (String name : LATIN.split(" ")) {
            named.put(name, String.valueOf(latin++));
        }
        return Map.copyOf(named);
    }

    /** Whether a character shows nothing but room, of whatever width. */
    static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Whether there is nothing to be seen. */
    static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(character -> isBlank((char) character));
    }

    /** The text in composed letters, without blanks at its ends, and with one space for any other run of blanks. */
    static String folded(String text) {
        if (isFolded(text)) {
            return text;
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        boolean blank = false;
        for (int i = 0; i < composed.length(); i++) {
            char character = composed.charAt(i);
            if (isBlank(character)) {
                blank = true;
                continue;
            }
            if (blank && folded.length() > 0) {
                folded.append(' ');
            }
            blank = false;
            folded.append(character);
        }
        return folded.toString();
    }

    /** Most texts are, and a table has many. */
    private static boolean isFolded(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > '~' || character < ' ' || character == ' ' && before == ' ') {
                return false;
            }
            before = character;
        }
        return text.isEmpty() || before != ' ';
    }

    /** The text with its entities resolved, once; an unknown entity stays. */
    static String decoded(String html) {
        return html.indexOf('&') < 0 ? html : ENTITY.matcher(html).replaceAll(Texts::character);
    }

    private static String character(MatchResult entity) {
        String number = entity.group(1) != null ? entity.group(1) : entity.group(2);
        if (number == null) {
            return Matcher.quoteReplacement(NAMED.getOrDefault(entity.group(3), entity.group()));
        }
        int codePoint = Integer.parseInt(number, entity.group(1) != null ? 10 : 16);
        return Matcher.quoteReplacement(
                Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : entity.group());
    }

    /**
     * The text without what is easily overlooked or lost: case, width, blanks, the kind of quotes and dashes, pictures,
     * and the scheme of an address.
     */
    static String near(String text) {
        String compatible = text;
        boolean plain = isFolded(text);
        if (!plain) {
            compatible = Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .replaceAll("[\u2018\u2019\u201A\u2032]", "'")
                    .replaceAll("[\u201C\u201D\u201E\u00AB\u00BB]", "\"")
                    .replaceAll("\\p{Pd}", "-");
        }
        String lower = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String seen = plain ? lower.replace(" ", "") : UNSEEN.matcher(lower).replaceAll("");
        return seen.startsWith("http") || seen.endsWith("/")
                ? seen.replaceFirst("^https?://", "").replaceFirst("/$", "")
                : seen;
    }
}
