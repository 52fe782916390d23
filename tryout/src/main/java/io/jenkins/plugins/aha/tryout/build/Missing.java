package io.jenkins.plugins.aha.tryout.build;

import groovy.lang.Closure;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in place of values that the try-out does not have, such as the output of a command. Each carries a mark, which
 * every text that is made of it keeps. So that a pipeline can go on, a value may be presumed for comparisons.
 * Thread-safe.
 */
public final class Missing {
    /** An invisible character after the bracket, so that no text of a pipeline is taken for a mark. */
    private static final String INVISIBLE = "\u2060";

    private static final String OPEN = "\u27e6" + INVISIBLE;

    private static final String CLOSE = "\u27e7";

    /** As a text of JSON may have it, too. */
    private static final String ESCAPED = "\\u27e6\\u2060";

    private static final Pattern MARK = Pattern.compile(
            "(?:" + OPEN + "|" + Pattern.quote(ESCAPED) + ")((?:(?!" + CLOSE + "|\\\\u27e7).)*)(?:" + CLOSE + "|\\\\u27e7)?",
            Pattern.DOTALL);
    private static final Pattern QUESTION =
            Pattern.compile("(is|has|have|should|can|needs?|was|did|does|contains|exists|check)([A-Z].*)?");
    private static final Pattern VARIABLE = Pattern.compile(
            "([A-Z][A-Z0-9_]*|(ghprb|gitlab)\\w+|(params|currentBuild)\\.\\w+)( [^:]*)?");
    private static final int LONGEST_NAME = 70;
    private static final Map<String, Optional<Object>> PRESUMED = new ConcurrentHashMap<>();

    private Missing() {}

    /** Returns the text for a value that is there in Jenkins, whatever it may be. */
    public static String of(String name) {
        return OPEN + shortened(name) + CLOSE;
    }

    /** Returns the text for a value of which this is presumed; null for a value that Jenkins may not have either. */
    public static String of(String name, Object presumed) {
        Optional<Object> value = Optional.ofNullable(presumed);
        String unique = shortened(name);
        while (!value.equals(PRESUMED.computeIfAbsent(unique, any -> value))) {
            unique += INVISIBLE;
        }
        return OPEN + unique + CLOSE;
    }

    /** Returns whether a method of this name answers yes or no; no is presumed. */
    public static boolean isQuestion(String method) {
        return QUESTION.matcher(method).matches();
    }

    public static boolean isIn(Object value) {
        return value instanceof CharSequence
                && (value.toString().contains(OPEN) || value.toString().contains(ESCAPED));
    }

    /** Returns the names of the values that are missing in a text, or anywhere in a collection; empty for none. */
    public static Set<String> namesIn(Object value) {
        Set<String> names = new LinkedHashSet<>();
        collect(value, names);
        return names;
    }

    /** Returns the marks of a text, without the text around them. */
    public static String marksOf(Object text) {
        StringBuilder marks = new StringBuilder();
        namesIn(text).forEach(name -> marks.append(OPEN).append(name).append(CLOSE));
        return marks.toString();
    }

    /** Returns what is presumed of a missing value; any other value is returned as it is. */
    public static Object presumed(Object value) {
        if (!isIn(value)) {
            return value;
        }
        Matcher mark = MARK.matcher(value.toString());
        Optional<Object> presumed = mark.matches() ? PRESUMED.get(mark.group(1)) : null;
        return presumed == null ? value.toString() : presumed.orElse(null);
    }

    /** Returns a plain result as a missing one, if missing values have decided it. */
    public static Object decided(Object result, Set<String> decisive, String method) {
        boolean plain = result == null
                || result instanceof CharSequence
                || result instanceof Number
                || result instanceof Boolean;
        return decisive.isEmpty() || !plain || isIn(result) && !isVariable(result) ? result : of(String.join(" ", decisive) + " " + method, result);
    }

    /** Runs a block whose arguments are missing as well. */
    public static Object run(Closure<?> block, Object missing) {
        Object[] arguments = new Object[block.getMaximumNumberOfParameters()];
        Arrays.fill(arguments, marksOf(missing));
        return block.call(arguments);
    }

    /** Returns whether a text stands for a variable or parameter that is not set, and for nothing else. */
    public static boolean isVariable(Object value) {
        return isIn(value) && namesIn(value).stream().allMatch(name -> VARIABLE.matcher(name).matches());
    }

    private static void collect(Object value, Set<String> names) {
        if (value instanceof CharSequence text) {
            MARK.matcher(text).results().forEach(mark -> names.add(mark.group(1)));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                collect(key, names);
                collect(inner, names);
            });
        } else if (value instanceof Iterable<?> many) {
            many.forEach(inner -> collect(inner, names));
        } else if (value instanceof Object[] many) {
            collect(Arrays.asList(many), names);
        }
    }

    private static String shortened(String name) {
        String line = name.strip().replaceAll("[" + OPEN + CLOSE + "]", "").replaceAll("\\s+", " ");
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }
}
