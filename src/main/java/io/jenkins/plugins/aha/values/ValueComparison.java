package io.jenkins.plugins.aha.values;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Decides whether a value that Aha! shows is the value that was sent, by the type of the field where Aha! gave it, by
 * the values' shapes where not. Only what surely says the same is {@link Result#SAME}: taking two different values for
 * one would lose a write. Stateless.
 */
@Restricted(NoExternalUse.class)
public final class ValueComparison {
    /** Shorter texts are not cut by any field. */
    private static final int SHORTEST_CUT = 100;

    private static final Set<String> KNOWN_TYPES =
            Set.of("string", "url", "number", "date", "array", "note", "scorecard", "equation_sheet", "attachment");
    private static final int SHORTEST_ID = 5;
    private static final Pattern ID = Pattern.compile("[0-9]{5,20}");

    private ValueComparison() {}

    /** What a comparison finds, from the closest to the farthest. */
    @Restricted(NoExternalUse.class)
    public enum Result {
        /** The same value: nothing is lost when it is not written. */
        SAME,
        /** What is left of the value that was sent: rounded, cut, without tags, as the day in another time zone. */
        ANOTHER_FORM,
        /** Perhaps the same, which the values alone do not say: an option's id and a label, an e-mail and an id. */
        UNCLEAR,
        /** Another value, or none. */
        ANOTHER_VALUE;

        Result or(Result other) {
            return compareTo(other) <= 0 ? this : other;
        }

        public Result and(Result other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** Returns whether there is nothing in a value: null, blank text, a list of nothing, or an empty map. */
    public static boolean isEmpty(Object value) {
        return value == null
                || value instanceof CharSequence text && Texts.isBlank(text)
                || value instanceof Collection<?> list && list.stream().allMatch(ValueComparison::isEmpty)
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** {@link #isEmpty(Object)}, or a note of empty paragraphs. */
    public static boolean isEmpty(Object shown, FieldForm form) {
        return isEmpty(shown)
                || "note".equals(form.type())
                        && shown instanceof String html
                        && NoteText.hasTags(html)
                        && NoteText.ofHtml(html, false).isEmpty();
    }

    /**
     * Compares a value that was sent with one that Aha! shows.
     *
     * @param sent as a script gave it, bound to plain values; may be null
     * @param shown as it was read; may be null
     * @param form what Aha! says of the field; {@link FieldForm#UNKNOWN} where it says nothing
     */
    public static Result compare(Object sent, Object shown, FieldForm form) {
        if (isEmpty(sent) || isEmpty(shown, form)) {
            return isEmpty(sent, form) && isEmpty(shown, form) ? Result.SAME : Result.ANOTHER_VALUE;
        }
        Result result = byShape(sent, shown, form.type());
        if (result != Result.SAME && form.emails() != null) {
            result = byShape(sent, form.emails(), form.type()) == Result.SAME ? Result.SAME : result;
        }
        boolean typeIsNew = form.type() != null && !KNOWN_TYPES.contains(form.type());
        return typeIsNew && result == Result.ANOTHER_VALUE ? Result.UNCLEAR : result;
    }

    /** Returns whether a list shows some of the labels that were sent, and nothing that may stand for the others. */
    public static boolean isPartlyDropped(Object sent, Object shown) {
        return !isEmpty(sent) && !isEmpty(shown) && LabelComparison.isPartlyDropped(sent, shown);
    }

    private static Result byShape(Object sent, Object shown, String type) {
        if (sent instanceof Map<?, ?> || shown instanceof Map<?, ?>) {
            return sent instanceof Map<?, ?> wanted && shown instanceof Map<?, ?> cells
                    ? cells(unwrapped(wanted), unwrapped(cells))
                    : Result.UNCLEAR;
        }
        if (sent instanceof Collection<?> || shown instanceof Collection<?>) {
            return LabelComparison.compare(sent, shown);
        }
        return single(sent, shown, type);
    }

    /** Two values that are no lists. */
    static Result single(Object sent, Object shown, String type) {
        if (sent instanceof Map<?, ?> || shown instanceof Map<?, ?>) {
            return byShape(sent, shown, type);
        }
        if (String.valueOf(sent).equals(String.valueOf(shown))) {
            return Result.SAME;
        }
        if (sent instanceof Boolean wanted) {
            return truth(wanted, String.valueOf(shown).strip());
        }
        if (sent instanceof Number || shown instanceof Number || "number".equals(type)) {
            Result numbers = numbers(sent, shown);
            if (numbers != Result.ANOTHER_VALUE || "number".equals(type)) {
                return numbers;
            }
        }
        String wanted = String.valueOf(sent);
        String read = String.valueOf(shown);
        if ("date".equals(type)) {
            return days(wanted, read);
        }
        boolean note = "note".equals(type) || NoteText.hasTags(read) && !"string".equals(type) && !"url".equals(type);
        return note ? NoteComparison.compare(wanted, read) : texts(wanted, read, type);
    }

    private static Result truth(boolean sent, String shown) {
        if (shown.equalsIgnoreCase(String.valueOf(sent))) {
            return Result.SAME;
        }
        boolean positive = shown.matches("(?i)yes|1|1\\.0|on|t");
        boolean negative = shown.matches("(?i)no|0|0\\.0|off|f");
        return (sent ? positive : negative) ? Result.ANOTHER_FORM : Result.ANOTHER_VALUE;
    }

    private static Result numbers(Object sent, Object shown) {
        Optional<BigDecimal> read = Numbers.of(shown);
        Optional<BigDecimal> wanted = Numbers.of(sent);
        if (read.isPresent() && wanted.isPresent()) {
            boolean same = wanted.get().compareTo(read.get()) == 0;
            return same
                    ? Result.SAME
                    : Numbers.isRounded(wanted.get(), read.get()) ? Result.ANOTHER_FORM : Result.ANOTHER_VALUE;
        }
        if (read.isEmpty()) {
            return Result.ANOTHER_VALUE;
        }
        boolean grouped = Numbers.of(String.valueOf(sent).replaceAll("[^0-9.eE+-]", ""))
                .filter(number -> number.compareTo(read.get()) == 0)
                .isPresent();
        return grouped ? Result.ANOTHER_FORM : Result.ANOTHER_VALUE;
    }

    private static Result days(String sent, String shown) {
        Optional<LocalDate> wanted = Days.named(sent.strip());
        Optional<LocalDate> read = Days.named(shown.strip());
        if (wanted.isEmpty() || read.isEmpty()) {
            return Texts.folded(sent).equals(Texts.folded(shown)) ? Result.SAME : Result.UNCLEAR;
        }
        if (wanted.equals(read)) {
            return Result.SAME;
        }
        if (read.equals(Days.inUtc(sent.strip()))) {
            return Result.ANOTHER_FORM;
        }
        boolean moment = sent.strip().length() > "2026-01-31".length();
        boolean near = Math.abs(wanted.get().toEpochDay() - read.get().toEpochDay()) == 1;
        return moment && near ? Result.UNCLEAR : Result.ANOTHER_VALUE;
    }

    /** Returns a text of one line, which a field may keep trimmed, folded, composed, escaped or cut. */
    private static Result texts(String sent, String shown, String type) {
        String wanted = Texts.folded(sent);
        String read = Texts.folded(shown);
        String decoded = Texts.folded(Entities.decoded(read));
        Result address = "url".equals(type) ? AddressComparison.compare(wanted, decoded) : Result.ANOTHER_VALUE;
        if (wanted.equals(read) || wanted.equals(decoded) || address == Result.SAME) {
            return Result.SAME;
        }
        boolean unescaped = Texts.visible(wanted).equals(Texts.visible(read));
        boolean stripped =
                wanted.indexOf('<') >= 0 && NoteText.withoutAnyTag(wanted).equals(decoded);
        boolean day =
                Days.named(wanted).map(named -> named.toString().equals(read)).orElse(false);
        boolean number = type == null && numbers(wanted, read) == Result.SAME;
        if (unescaped || stripped || day || number || isCut(wanted, read) || address == Result.ANOTHER_FORM) {
            return Result.ANOTHER_FORM;
        }
        boolean onlyOneIsId = isId(wanted) != isId(read);
        return onlyOneIsId && !"url".equals(type) ? Result.UNCLEAR : Result.ANOTHER_VALUE;
    }

    private static boolean isId(String text) {
        return text.length() >= SHORTEST_ID
                && text.charAt(0) <= '9'
                && ID.matcher(text).matches();
    }

    /** Returns whether a long text was cut, perhaps in the middle of an entity. */
    static boolean isCut(String sent, String shown) {
        if (shown.length() < SHORTEST_CUT) {
            return false;
        }
        String whole = shown.replaceFirst("&[#A-Za-z0-9]{0,8}$", "");
        String start = Texts.folded(Entities.decoded(whole))
                .replaceFirst("(…|\\.\\.\\.)$", "")
                .stripTrailing();
        return start.length() < sent.length() && sent.startsWith(start);
    }

    /** A worksheet is sent as cell → value and shown as an object of cells, of which it may have more. */
    private static Result cells(Map<?, ?> sent, Map<?, ?> shown) {
        Result result = Result.SAME;
        for (Map.Entry<?, ?> wanted : sent.entrySet()) {
            Object cell = shown.get(wanted.getKey());
            Result found = Result.UNCLEAR;
            if (cell instanceof Map<?, ?> parts && !(wanted.getValue() instanceof Map<?, ?>)) {
                found = Result.ANOTHER_VALUE;
                for (String part : List.of("value", "display_value", "raw_display_value")) {
                    found = found.or(compare(wanted.getValue(), parts.get(part), FieldForm.UNKNOWN));
                }
            } else if (shown.containsKey(wanted.getKey()) || isEmpty(wanted.getValue())) {
                found = compare(wanted.getValue(), cell, FieldForm.UNKNOWN);
            }
            result = result.and(found);
        }
        return result;
    }

    private static Map<?, ?> unwrapped(Map<?, ?> worksheet) {
        return worksheet.get("values") instanceof Map<?, ?> cells ? cells : worksheet;
    }
}
