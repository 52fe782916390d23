package io.jenkins.plugins.aha.values;

import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Texts by which values are found in an index: equal for all values that are the {@linkplain
 * ValueComparison.Result#SAME same}, whatever the field's type. Different values may share one, so what is found is
 * compared. Stateless.
 */
@Restricted(NoExternalUse.class)
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
        if (value instanceof String text && text.indexOf(',') < 0) {
            String words = words(text);
            return words.indexOf(',') < 0 ? part(words) : of(words);
        }
        SortedSet<String> parts = new TreeSet<>();
        addParts(parts, value);
        return parts.size() == 1 ? parts.first() : String.join("\u0001", parts);
    }

    /** Of the fields of a record; what is empty does not count. */
    public static String ofFields(Map<String, Object> fields) {
        Map<String, String> forms = new TreeMap<>();
        fields.forEach((key, value) -> forms.put(key, of(value)));
        forms.values().removeIf(String::isEmpty);
        return forms.toString();
    }

    /**
     * Returns the places in an index where a value stands, so that any that is easily taken for it, or is a form of it,
     * shares one: equal but for case, width and blanks, without tags, cut, rounded, or the day in UTC.
     */
    public static Set<String> near(Object value) {
        Set<String> places = new LinkedHashSet<>();
        String text = value instanceof CharSequence written ? written.toString() : of(value);
        places.add(start(words(text)));
        if (text.indexOf('<') >= 0) {
            places.add(start(NoteText.withoutAnyTag(text)));
        }
        String day = text.strip();
        Days.named(day).ifPresent(named -> {
            places.add(named.toString());
            Days.inUtc(day).map(Object::toString).ifPresent(places::add);
        });
        Numbers.of(value).ifPresent(number -> {
            places.add(number.setScale(0, RoundingMode.FLOOR).toPlainString() + "#");
            places.add(number.setScale(0, RoundingMode.CEILING).toPlainString() + "#");
        });
        return places;
    }

    private static String start(String words) {
        String near = Texts.near(words);
        return near.length() > NEAR_LENGTH ? near.substring(0, NEAR_LENGTH) : near;
    }

    /** Returns whether two values are equal but for case, width and blanks. */
    public static boolean isNear(Object one, Object other) {
        return Texts.near(words(String.valueOf(one))).equals(Texts.near(words(String.valueOf(other))));
    }

    private static void addParts(SortedSet<String> parts, Object value) {
        if (value instanceof Collection<?> list) {
            list.forEach(element -> addParts(parts, element));
            return;
        }
        if (value instanceof Map<?, ?> map) {
            addPart(parts, map.isEmpty() ? "" : "{}");
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
        String part = part(text);
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static String part(String written) {
        boolean scheme = written.regionMatches(true, 0, "http", 0, 4);
        String bare = scheme ? AddressComparison.withoutScheme(written) : written;
        if (bare.isEmpty() || bare.length() > 5 && bare.charAt(0) > '9' && !isAddress(bare)) {
            return bare;
        }
        String text = isAddress(bare) ? address(bare) : bare;
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return Numbers.of(text)
                .map(number -> number.stripTrailingZeros().toString())
                .or(() -> Days.named(text).map(Object::toString))
                .orElseGet(() -> truth ? text.toLowerCase(Locale.ROOT) : text);
    }

    private static boolean isAddress(String text) {
        return text.indexOf(' ') < 0 && (text.indexOf('.') >= 0 || text.indexOf('/') >= 0 || text.indexOf(':') >= 0);
    }

    /** Without what an address may get or lose besides its scheme: last slash and case of its host. */
    private static String address(String url) {
        String bare = url.replaceFirst("/$", "");
        int path = bare.indexOf('/');
        return path < 0
                ? bare.toLowerCase(Locale.ROOT)
                : bare.substring(0, path).toLowerCase(Locale.ROOT) + bare.substring(path);
    }

    /** Returns the words of a text, be it plain, escaped or HTML, in one line. */
    private static String words(String text) {
        String words = text;
        for (int layer = 0; layer < MOST_LAYERS && (words.indexOf('&') >= 0 || words.indexOf('<') >= 0); layer++) {
            String inner = NoteText.ofHtml(words, false).words();
            if (inner.equals(words)) {
                break;
            }
            words = inner;
        }
        return Texts.folded(NoteText.unmarked(words));
    }
}
