package io.jenkins.plugins.aha.values;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may happen to a text in Aha! without changing what it says: blanks, composed letters, escapes. Stateless. */
final class Texts {
    private static final Pattern UNSEEN_CONTROL = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}\\p{So}\\uFE0F]+");
    private static final int MOST_LAYERS = 5;

    private Texts() {}

    /** Returns whether a character shows nothing but room, of whatever width. */
    static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Returns whether there is nothing to be seen. */
    static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(character -> isBlank((char) character));
    }

    /**
     * Returns the text in composed letters, without blanks at its ends, and with one space for any other run of blanks.
     */
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

    /**
     * Returns the text with its entities resolved, however often they were escaped, and without what cannot be seen.
     */
    static String visible(String text) {
        if (text.indexOf('&') < 0 && isFolded(text)) {
            return text;
        }
        String decoded = text;
        for (int layer = 0; layer < MOST_LAYERS && decoded.indexOf('&') >= 0; layer++) {
            decoded = Entities.decoded(decoded);
        }
        return folded(UNSEEN_CONTROL.matcher(decoded).replaceAll(""));
    }

    /**
     * Returns the text without what is easily overlooked or lost: case, width, blanks, the kind of quotes and dashes,
     * pictures, and the scheme of an address.
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
