package io.jenkins.plugins.aha.operation.input;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads API keys of tables and fields, and keys of products. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class Keys {
    private static final Pattern SEPARATOR = Pattern.compile(",|\\r?\\n");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]");

    private Keys() {}

    /**
     * Returns one key.
     *
     * @throws ParameterException when there is none, or it has white space, which no key of Aha! has
     */
    public static String one(Parameters parameters, String name, Object value) {
        String key = parameters.plainText(name, value);
        if (hasWhiteSpace(key)) {
            throw parameters.refuse("takes keys for '" + name + "', which have no white space, not '"
                    + ParameterText.shorten(key) + "'");
        }
        return key;
    }

    /**
     * Returns the keys in a list, or in a text in which commas or line ends separate them: each once, in the order
     * given.
     *
     * @throws ParameterException when one of them is empty or no key: then the others would mean more, or less, than
     *     all
     */
    static List<String> all(Parameters parameters, String name, Object value) {
        Set<String> keys = new LinkedHashSet<>();
        for (Object element : value instanceof Collection<?> list ? list : List.of(value)) {
            if (element instanceof String text) {
                for (String part : SEPARATOR.split(text.strip(), -1)) {
                    if (part.isBlank()) {
                        throw parameters.refuseEmpty(name);
                    }
                    keys.add(one(parameters, name, part));
                }
            } else {
                keys.add(one(parameters, name, element));
            }
        }
        return List.copyOf(keys);
    }

    /** Returns whether a key has white space of any kind. */
    static boolean hasWhiteSpace(String key) {
        return WHITE_SPACE.matcher(key).find();
    }
}
