package io.jenkins.plugins.aha.forms;

import hudson.Util;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Shows lists as texts in a form, and reads them. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class FormText {
    private FormText() {}

    /** Returns the lines that show one value or many; a record is shown by its id. Empty for null. */
    public static String lines(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(FormText::lines).collect(Collectors.joining("\n"));
        }
        if (value instanceof Map<?, ?> record && record.get("id") != null) {
            return record.get("id").toString();
        }
        return value == null ? "" : value.toString();
    }

    /** Returns the same in one line. */
    public static String inline(Object value) {
        return lines(value).replace("\n", ", ");
    }

    /** Returns a text as it was shown: a form sends line ends as CR LF. */
    public static String shown(String submitted) {
        return submitted.replace("\r\n", "\n");
    }

    /** Returns the words of a text, which commas, blanks or line ends separate; none for null. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text == null ? new String[0] : text.split("[,\\s]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Returns the names and values that are given on lines in turn; names that are blank are left out. */
    static Map<String, Object> pairs(String lines) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        String[] all = Util.fixNull(lines).split("\r?\n", -1);
        for (int i = 0; i + 1 < all.length; i += 2) {
            if (!all[i].isBlank()) {
                pairs.put(all[i].trim(), all[i + 1]);
            }
        }
        return pairs;
    }
}
