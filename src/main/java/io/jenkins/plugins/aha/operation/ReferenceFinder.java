package io.jenkins.plugins.aha.operation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Finds references in texts that people write: messages, names of branches, addresses. Only Latin letters and digits
 * beside a reference make it part of another word, so it is found between words of other scripts, too. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class ReferenceFinder {
    private static final String WORD = "\\p{IsLatin}\\p{Nd}";

    /** A name of a branch in an address is escaped, some of them twice: feature%2FPRJ1-12, feature%252FPRJ1-12. */
    private static final String AFTER_ESCAPE = "(?<=%(?:25){0,3}[2-9AB][0-9A-F])";

    private static final String IN_ESCAPE = "(?<=%)[0-9A-F]{2}[A-Z0-9]";

    private static final String YEAR = "(?:19|20)[0-9]{2}";
    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01])";

    /** Dates as names of branches and releases have them: 2026-01-31, 2026-01, 20260131, 31-01-2026. */
    private static final String DATE = "(?:" + YEAR + "[-_./]" + MONTH + "[-_./]" + DAY + "|" + YEAR + "-0[1-9]|" + YEAR
            + MONTH + DAY + "|" + DAY + "[-_./]" + MONTH + "[-_./]" + YEAR + ")(?![0-9])";

    /** A number that is neither a date nor the first part of a version. */
    private static final String NUMBER = "(?!" + DATE + ")[1-9][0-9]{0,9}(?![" + WORD + "]|\\.[0-9])";

    /** What follows a prefix. A key result, PRJ1-G-1-KR-1, is not its goal; a branch's name may go on with words. */
    private static final String REST = "-(?:[RISGEO]-" + NUMBER + "(?!-KR-[0-9])|" + NUMBER + "(?:-" + NUMBER + ")?)";

    /** R-5 is a release whose product is missing, and no feature of a product R. */
    private static final String WITHOUT_PREFIX = "[RISGEO]-[0-9]";

    /** Any product: only a whole word is one. */
    private static final Pattern ANY = pattern("(?:" + AFTER_ESCAPE + "|(?<![" + WORD + "_-]))(?!" + IN_ESCAPE + "|"
            + WITHOUT_PREFIX + ")[A-Z][A-Z0-9]{0,19}" + REST);

    private final Pattern mention;

    /**
     * @param products the prefixes of the products whose references count; none for all. Known ones are found behind a
     *     dash or underscore, too, as in hotfix-prj1-12
     */
    public ReferenceFinder(Collection<String> products) {
        mention = products.isEmpty()
                ? ANY
                : pattern("(?:" + AFTER_ESCAPE + "|(?<![" + WORD + "]))(?!" + WITHOUT_PREFIX + ")(?:"
                        + String.join("|", products) + ")" + REST);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Returns what finds the references in a text, in the case and the order in which they stand there. */
    public Matcher matcher(String text) {
        return mention.matcher(text);
    }

    /** Returns the references in some texts, each once, in upper case, in the order of their first mention. */
    Set<String> find(Collection<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            Matcher matcher = matcher(text == null ? "" : text);
            while (matcher.find()) {
                found.add(matcher.group().toUpperCase(Locale.ROOT));
            }
        }
        return found;
    }
}
