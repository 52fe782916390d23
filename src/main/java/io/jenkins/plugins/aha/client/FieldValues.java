package io.jenkins.plugins.aha.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return normal(sent).equals(normal(read))
                || read.indexOf('<') >= 0 && normal(withoutTags(sent)).equals(normal(withoutTags(read)));
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
