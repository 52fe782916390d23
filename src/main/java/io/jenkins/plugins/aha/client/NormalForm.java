package io.jenkins.plugins.aha.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Texts by which values are found in an index: equal for all values that are the {@linkplain
 * ValueComparison.Result#SAME same}, whatever the field's type. Different values may share one, so what is found is
 * compared. Stateless.
 */
public final class NormalForm {
    /** Escaped more often than this is hostile. */
    private static final int MOST_LAYERS = 5;
    /** What is cut off a text stands behind this. */
    private static final int NEAR_LENGTH = 60;

    private NormalForm() {}

    /** Of one value; empty text for an empty one. */
    public static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "" : "{}";
        }
        SortedSet<String> parts = new TreeSet<>();
        addParts(parts, value);
        return parts.size() == 1 ? parts.first() : String.join("\u0001", parts);
    }

    /** Of the fields of a record; what is empty does not count. */
    static String ofFields(Map<String, Object> fields) {
        Map<String, String> forms = new TreeMap<>();
        fields.forEach((key, value) -> forms.put(key, of(value)));
        forms.values().removeIf(String::isEmpty);
        return forms.toString();
    }

    /**
     * The places in an index where a value stands, so that any that is easily taken for it, or is a form of it, shares
     * one: equal but for case, width and blanks, cut, or rounded.
     */
    public static List<String> near(Object value) {
        String form = value instanceof CharSequence text ? words(text.toString()) : of(value);
        Optional<BigDecimal> number = Numbers.of(value);
        String text = nearText(form);
        String start = text.length() > NEAR_LENGTH ? text.substring(0, NEAR_LENGTH) : text;
        return number.isEmpty()
                ? List.of(start)
                : List.of(
                        start,
                        number.get().setScale(0, RoundingMode.FLOOR).toPlainString() + "#",
                        number.get().setScale(0, RoundingMode.CEILING).toPlainString() + "#");
    }

    /** Whether two values are equal but for case, width and blanks. */
    public static boolean isNear(Object one, Object other) {
        return nearText(words(String.valueOf(one))).equals(nearText(words(String.valueOf(other))));
    }

    private static String nearText(String text) {
        return Texts.near(text);
    }

    private static void addParts(SortedSet<String> parts, Object value) {
        if (value instanceof Collection<?> list) {
            list.forEach(element -> addParts(parts, element));
            return;
        }
        if (value instanceof Map<?, ?> map) {
            parts.add(map.isEmpty() ? "" : "{}");
            return;
        }
        String words = value == null ? "" : words(String.valueOf(value));
        if (words.indexOf(',') < 0) {
            addPart(parts, words);
            return;
        }
        for (String part : words.split(",")) {
            addPart(parts, part.strip());
        }
    }

    private static void addPart(SortedSet<String> parts, String text) {
        if (text.isEmpty()) {
            return;
        }
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        parts.add(Numbers.of(text)
                .map(number -> number.stripTrailingZeros().toString())
                .or(() -> Days.named(text).map(Object::toString))
                .orElse(truth ? text.toLowerCase(java.util.Locale.ROOT) : text));
    }

    /** The words of a text, be it plain, escaped or HTML, in one line. */
    private static String words(String text) {
        String words = text;
        for (int layer = 0; layer < MOST_LAYERS && (words.indexOf('&') >= 0 || words.indexOf('<') >= 0); layer++) {
            String inner = NoteText.ofHtml(words, false).words();
            if (inner.equals(words)) {
                break;
            }
            words = inner;
        }
        return Texts.folded(words);
    }
}
