package io.jenkins.plugins.aha.client;

import java.util.regex.Pattern;

/** Makes text from outside fit for one line of a log: nobody can forge further lines or turn the text around. */
final class PlainText {
    /** Control, format (such as right-to-left marks) and separator characters, and halves of broken pairs. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]+");

    private PlainText() {}

    /** The text in one line; null stays null. */
    static String line(String text) {
        return text == null ? null : INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** The text in one line of at most so many characters. */
    static String line(String text, int longest) {
        String line = line(text);
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }
}
