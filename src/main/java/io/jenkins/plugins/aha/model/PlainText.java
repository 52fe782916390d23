package io.jenkins.plugins.aha.model;

import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Makes text from outside fit for one line of a log, so that it cannot forge further lines or turn the text around. */
@Restricted(NoExternalUse.class)
public final class PlainText {
    /** Control, format (such as right-to-left marks) and separator characters, and halves of broken pairs. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]+");

    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private PlainText() {}

    /** Returns whether a text has anything in it that is not seen, or that ends a line; spaces are seen. */
    public static boolean hidesSomething(String text) {
        return HIDDEN.matcher(text).find();
    }

    /** Returns the text in one line; null stays null. */
    public static String line(String text) {
        return text == null || isPlain(text)
                ? text
                : INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** Returns whether it is ASCII without blanks, as most texts are: ids and times. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Returns the text in one line of at most so many characters. */
    public static String line(String text, int longest) {
        String line = line(text);
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }
}
