package io.jenkins.plugins.aha.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Numbers in values of fields, which come as numbers and as texts. Stateless. */
@Restricted(NoExternalUse.class)
public final class Numbers {
    private static final int LONGEST = 100;
    /** Takes every double; to round 1e999999999 would fill the memory. */
    private static final int LARGEST_SCALE = 400;
    /** Fewer digits are no number that ran out of precision. */
    private static final int LEAST_PRECISION = 6;

    private Numbers() {}

    /** Returns the number that a value is or writes; empty where it is none, or one beyond all measure. */
    public static Optional<BigDecimal> of(Object value) {
        String text = String.valueOf(value);
        int last = text.isEmpty() || text.length() > LONGEST
                ? 0
                : text.stripTrailing().length();
        if (last == 0 || text.charAt(last - 1) > '9' || text.charAt(last - 1) < '.') {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return isBeyondMeasure(number) ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Returns whether a number has so many digits that to write or round it would fill the memory. */
    public static boolean isBeyondMeasure(BigDecimal number) {
        return Math.abs((long) number.scale()) > LARGEST_SCALE;
    }

    /**
     * Returns whether two numbers cannot be one that was rounded, to a whole number or to as many digits as a computer
     * keeps.
     */
    static boolean areFar(BigDecimal one, BigDecimal other) {
        BigDecimal difference = one.subtract(other).abs();
        BigDecimal near = one.abs().max(other.abs()).scaleByPowerOfTen(-LEAST_PRECISION);
        return difference.compareTo(BigDecimal.ONE) >= 0 && difference.compareTo(near) > 0;
    }

    /** Returns whether what is shown is what was sent, with fewer digits. Zero is no rounded form of anything. */
    static boolean isRounded(BigDecimal sent, BigDecimal shown) {
        int scale = Math.max(0, shown.stripTrailingZeros().scale());
        if (shown.signum() == 0) {
            return false;
        }
        if (isAsDouble(sent, shown)) {
            return true;
        }
        boolean cut = sent.scale() > scale
                && Stream.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN)
                        .anyMatch(mode -> sent.setScale(scale, mode).compareTo(shown) == 0);
        int precision = shown.stripTrailingZeros().precision();
        return cut
                || precision >= LEAST_PRECISION
                        && sent.round(new MathContext(precision, RoundingMode.HALF_UP))
                                        .compareTo(shown)
                                == 0;
    }

    /**
     * Returns whether a number is what a computer makes of another one, exactly or in the fewest digits that identify
     * it.
     */
    private static boolean isAsDouble(BigDecimal sent, BigDecimal shown) {
        double nearest = sent.doubleValue();
        return Double.isFinite(nearest)
                && (new BigDecimal(nearest).compareTo(shown) == 0
                        || BigDecimal.valueOf(nearest).compareTo(shown) == 0);
    }
}
