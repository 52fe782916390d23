package io.jenkins.plugins.aha.values;

import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Compares the labels of a multiple choice: their order and repetitions mean nothing. Stateless. */
final class LabelComparison {
    private LabelComparison() {}

    static Result compare(Object sent, Object shown) {
        Result result = sets(labels(sent), labels(shown));
        boolean oneIsText = sent instanceof Collection<?> != shown instanceof Collection<?>;
        boolean commas = oneIsText && (contains(sent, ',') || contains(shown, ','));
        return commas && result != Result.SAME ? result.or(sets(split(sent), split(shown))) : result;
    }

    /** Returns whether a list shows some of the labels that were sent, and nothing that may stand for the others. */
    static boolean isPartlyDropped(Object sent, Object shown) {
        if (!(shown instanceof Collection<?>) || compare(sent, shown) == Result.SAME) {
            return false;
        }
        List<Object> missing = sent instanceof Collection<?> ? labels(sent) : split(sent);
        List<Object> rest = labels(shown);
        pair(missing, rest);
        return rest.isEmpty()
                && missing.stream()
                        .noneMatch(label -> labels(shown).stream().anyMatch(other -> NormalForm.isNear(label, other)));
    }

    private static Result sets(List<Object> sent, List<Object> shown) {
        List<Object> missing = new ArrayList<>(sent);
        List<Object> rest = new ArrayList<>(shown);
        pair(missing, rest);
        if (missing.isEmpty() && rest.isEmpty()) {
            return Result.SAME;
        }
        if (rest.isEmpty()) {
            // Some were not taken, which is another value only in the eyes of a later write.
            return missing.size() < sent.size() ? Result.UNCLEAR : Result.ANOTHER_VALUE;
        }
        Result result = Result.SAME;
        for (Object label : missing) {
            Iterator<Object> candidates = rest.iterator();
            Result best = Result.ANOTHER_VALUE;
            Object match = null;
            while (candidates.hasNext()) {
                Object candidate = candidates.next();
                Result found = ValueComparison.single(label, candidate, "string");
                match = found.compareTo(best) < 0 ? candidate : match;
                best = best.or(found);
            }
            rest.remove(match);
            result = result.and(best);
        }
        return rest.isEmpty() ? result : Result.ANOTHER_VALUE;
    }

    /** Removes from both what is the same in both. */
    private static void pair(List<Object> sent, List<Object> shown) {
        List<Object> matched = new ArrayList<>();
        sent.removeIf(label -> {
            List<Object> same = shown.stream()
                    .filter(other -> ValueComparison.single(label, other, "string") == Result.SAME)
                    .toList();
            matched.addAll(same);
            return !same.isEmpty();
        });
        shown.removeAll(matched);
    }

    private static List<Object> labels(Object value) {
        if (value instanceof Collection<?> list) {
            List<Object> labels = new ArrayList<>();
            list.stream().filter(label -> !ValueComparison.isEmpty(label)).forEach(labels::add);
            return labels;
        }
        return List.of(value);
    }

    private static List<Object> split(Object value) {
        List<Object> labels = new ArrayList<>();
        for (Object label : labels(value)) {
            Arrays.stream(Objects.toString(label).split(","))
                    .filter(part -> !Texts.isBlank(part))
                    .forEach(labels::add);
        }
        return labels;
    }

    private static boolean contains(Object value, char character) {
        return value instanceof CharSequence text && text.toString().indexOf(character) >= 0;
    }
}
