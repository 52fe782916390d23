package io.jenkins.plugins.aha.operation.input;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads a choice, which a Jenkinsfile writes as text; the first constant is the default. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class Choice {
    private Choice() {}

    /** Returns the constant that counts where none is named. */
    public static <E extends Enum<E>> E defaultOf(Class<E> choices) {
        return choices.getEnumConstants()[0];
    }

    /**
     * Returns the constant that a text names, in any case.
     *
     * @throws ParameterException when there is none
     */
    static <E extends Enum<E>> E of(Parameters parameters, String name, Class<E> choices, String text) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> label(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> parameters.refuse("takes "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(choice -> "'" + label(choice) + "'")
                                .collect(Collectors.joining(", "))
                        + " for '" + name + "', not '" + ParameterText.shorten(text) + "'"));
    }

    /** Returns the boolean that a value is, or that its text in any case says. */
    static boolean trueOrFalse(Parameters parameters, String name, Object value) {
        String text = ParameterText.written(value).trim().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw parameters.refuse("takes true or false for '" + name + "', not " + ParameterText.describe(value));
    }

    /** Returns a constant as a Jenkinsfile writes it: LAST_SUCCESS is lastSuccess. */
    public static String label(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder label = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return label.toString();
    }
}
