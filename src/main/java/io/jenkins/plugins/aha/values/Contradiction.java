package io.jenkins.plugins.aha.values;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Whether a value that is {@linkplain ValueComparison.Result#ANOTHER_VALUE another one} proves that a record is another
 * one as well. Only plain texts and numbers can: Aha! may show a value of any other type in a form that no rule knows.
 * Stateless.
 */
@Restricted(NoExternalUse.class)
public final class Contradiction {
    /** A text that begins with a shorter one is more likely another text than one that was cut. */
    private static final int SHORTEST_CUT = 40;

    /** What stands for a character that a character set does not have. */
    private static final Pattern LOST_CHARACTER = Pattern.compile("[?\uFFFD]");

    private Contradiction() {}

    /**
     * Returns whether a value that was sent cannot be what a field shows.
     *
     * @param sent as a script gave it, bound to plain values; may be null
     * @param shown as it was read, and {@linkplain ValueComparison#compare another value}; may be null
     */
    public static boolean isCertain(Object sent, Object shown, FieldForm form) {
        if (ValueComparison.isEmpty(sent) || ValueComparison.isEmpty(shown)) {
            return true;
        }
        if ("number".equals(form.type())) {
            Optional<BigDecimal> read = Numbers.of(shown);
            return Numbers.of(sent)
                    .flatMap(number -> read.map(other -> Numbers.areFar(number, other)))
                    .orElse(false);
        }
        boolean plain = form.type() == null || form.type().equals("string");
        return plain && isText(sent) && isText(shown) && isOther(String.valueOf(sent), String.valueOf(shown));
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence || value instanceof Number;
    }

    private static boolean isOther(String sent, String shown) {
        // What looks like HTML may be stored in many ways, with the same words.
        boolean marked = sent.indexOf('<') >= 0 || sent.indexOf('&') >= 0;
        boolean cut =
                shown.strip().length() >= SHORTEST_CUT && Texts.folded(sent).startsWith(Texts.folded(shown));
        boolean recoded = LOST_CHARACTER.matcher(shown).find() && ascii(sent).equals(ascii(shown));
        return !cut && !recoded && !NormalForm.isNear(sent, shown) && !(marked && NoteText.sharesWords(sent, shown));
    }

    /** Returns what every character set has. */
    private static String ascii(String text) {
        return text.replaceAll("[^!-~]|\\?", "");
    }
}
