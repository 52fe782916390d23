package io.jenkins.plugins.aha.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares values of custom fields as Aha! means them: {@code 40}, {@code "40.0"} and 40.0 of a number field are one
 * value, the order of a multiple choice means nothing, and a missing value is an empty one (notes on the API, §5).
 */
public final class FieldValues {
    private static final int LONGEST_NUMBER = 100;

    private FieldValues() {}

    /** Whether there is nothing in it: null, blank text, or an empty list or map. */
    public static boolean isEmpty(Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.stream().allMatch(FieldValues::isEmpty)
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /**
     * Whether a value that was sent and one that was read are the same.
     *
     * @param sent as the user gave it
     * @param read as Aha! answered it
     */
    public static boolean same(Object sent, Object read) {
        if (isEmpty(sent) || isEmpty(read)) {
            return isEmpty(sent) && isEmpty(read);
        }
        if (sent instanceof Collection<?> || read instanceof Collection<?>) {
            return sameList(list(sent), list(read));
        }
        if (sent instanceof Map<?, ?> wanted && read instanceof Map<?, ?> found) {
            return wanted.entrySet().stream().allMatch(entry -> same(entry.getValue(), found.get(entry.getKey())));
        }
        if (sent instanceof Number || read instanceof Number) {
            Optional<BigDecimal> wanted = number(sent);
            Optional<BigDecimal> found = number(read);
            return wanted.isPresent() && found.isPresent() && wanted.get().compareTo(found.get()) == 0;
        }
        return sameText(String.valueOf(sent), String.valueOf(read));
    }

    /** Whether all fields that were sent have the {@linkplain #same same} values in what was read. */
    public static boolean allSame(Map<String, Object> sent, Map<String, Object> read) {
        return sent.entrySet().stream().allMatch(field -> same(field.getValue(), read.get(field.getKey())));
    }

    /** {@link #allSame}, and what was read has no value in any other field. */
    static boolean exactlySame(Map<String, Object> sent, Map<String, Object> read) {
        return allSame(sent, read)
                && read.entrySet().stream()
                        .allMatch(field -> sent.containsKey(field.getKey()) || isEmpty(field.getValue()));
    }

    /** A text that is the same for all values that are the {@linkplain #same same}; it may be so for others, too. */
    static String normalForm(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, entry) -> sorted.put(String.valueOf(key), normalForm(entry)));
            sorted.values().removeIf(String::isEmpty);
            return sorted.isEmpty() ? "" : sorted.toString();
        }
        if (value instanceof Collection<?> list && list.size() != 1) {
            String joined = list.stream().map(FieldValues::normalForm).sorted().collect(Collectors.joining(", "));
            return isEmpty(value) ? "" : "[" + joined + "]";
        }
        if (value instanceof Collection<?> single) {
            return normalForm(single.iterator().next());
        }
        return isEmpty(value)
                ? ""
                : number(value)
                        .map(number -> number.stripTrailingZeros().toString())
                        .orElseGet(() -> normal(withoutTags(String.valueOf(value))));
    }

    private static boolean sameList(List<?> sent, List<?> read) {
        if (sent.size() != read.size()) {
            return false;
        }
        List<Object> rest = new ArrayList<>(read);
        for (Object wanted : sent) {
            int index = -1;
            for (int i = 0; i < rest.size() && index < 0; i++) {
                index = same(wanted, rest.get(i)) ? i : -1;
            }
            if (index < 0) {
                return false;
            }
            rest.remove(index);
        }
        return true;
    }

    private static List<?> list(Object value) {
        return value instanceof Collection<?> collection ? new ArrayList<>(collection) : List.of(value);
    }

    private static Optional<BigDecimal> number(Object value) {
        String text = String.valueOf(value).trim();
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A note comes back as HTML, and line ends may change on the way. */
    private static boolean sameText(String sent, String read) {
        if (normal(sent).equals(normal(read))) {
            return true;
        }
        String shown = normal(withoutTags(read));
        return read.indexOf('<') >= 0
                && (normal(sent).equals(shown) || normal(withoutTags(sent)).equals(shown));
    }

    private static String normal(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static String withoutTags(String html) {
        return html.replaceAll("<[^<>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
