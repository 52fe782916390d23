package hudson.model;

import java.util.Arrays;

/** Stands in for Jenkins' class of this name: the results of builds and stages, from the best to the worst. */
public enum Result {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    NOT_BUILT,
    ABORTED;

    /** Returns the result of this name, in any case of letters; as in Jenkins, FAILURE for another text. */
    public static Result fromString(String name) {
        return Arrays.stream(values())
                .filter(result -> result.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(FAILURE);
    }

    /** Returns the worse of the two. */
    public Result combine(Result other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isWorseThan(Result other) {
        return compareTo(other) > 0;
    }

    public boolean isBetterThan(Result other) {
        return compareTo(other) < 0;
    }

    public boolean isWorseOrEqualTo(Result other) {
        return compareTo(other) >= 0;
    }

    public boolean isBetterOrEqualTo(Result other) {
        return compareTo(other) <= 0;
    }
}
