package io.jenkins.plugins.aha.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Makes up what a script may pass: any value that Groovy has, and some that it had better not. */
final class Values {
    private static final int DEEP = 5_000;

    private Values() {}

    /** A value with at most so many levels below it, some rare ones excepted. */
    static Object any(Choices choices, int levels) {
        if (levels > 0 && choices.oneIn(3)) {
            return container(choices, levels - 1);
        }
        return switch (choices.below(20)) {
            case 0 -> null;
            case 1 -> choices.oneIn(2);
            case 2 -> choices.below(1_000) - 500;
            case 3 -> choices.wideNumber();
            case 4 -> BigInteger.valueOf(choices.wideNumber()).pow(1 + choices.below(40));
            case 5 -> new BigDecimal(BigInteger.valueOf(choices.wideNumber()), (int) choices.wideNumber());
            case 6 -> new BigDecimal(BigInteger.valueOf(choices.wideNumber()), choices.below(30));
            case 7 -> Double.longBitsToDouble(choices.wideNumber());
            case 8 -> Float.NEGATIVE_INFINITY;
            case 9 -> new StringBuilder(choices.text());
            case 10 -> (char) choices.below(65_536);
            case 11 -> new Date(choices.wideNumber());
            case 12 -> new GregorianCalendar(choices.below(20_000), choices.below(12), choices.below(32));
            case 13 -> Instant.ofEpochSecond(choices.wideNumber() % 31_556_889_864_403_199L);
            case 14 -> LocalDate.ofEpochDay(choices.wideNumber() % 365_241_780_471L);
            case 15 ->
                Instant.ofEpochSecond(choices.below(2_000_000_000))
                        .atZone(ZoneOffset.ofTotalSeconds(choices.below(64_800)));
            case 16 -> odd(choices);
            default -> choices.text();
        };
    }

    private static Object odd(Choices choices) {
        return switch (choices.below(7)) {
            case 0 -> new Object();
            case 1 -> Duration.ofSeconds(choices.below(100));
            case 2 -> new int[] {1};
            case 3 -> Thread.State.BLOCKED;
            case 4 -> new byte[0];
            case 5 -> itself();
            default -> deep();
        };
    }

    /** A list that holds itself, which Groovy allows: list << list. */
    private static List<Object> itself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private static Object deep() {
        Object value = "bottom";
        for (int i = 0; i < DEEP; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
        }
        return value;
    }

    private static Object container(Choices choices, int levels) {
        int size = choices.below(4);
        if (choices.oneIn(2)) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(choices.oneIn(8) ? key(choices) : choices.text(), any(choices, levels));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(any(choices, levels));
        }
        return switch (choices.below(4)) {
            case 0 -> list.toArray();
            case 1 -> isHashable(list) ? new LinkedHashSet<>(list) : list;
            default -> list;
        };
    }

    private static Object key(Choices choices) {
        return choices.oneIn(2) ? null : choices.below(100);
    }

    private static boolean isHashable(List<Object> list) {
        return list.stream().allMatch(value -> value == null || value instanceof String || value instanceof Number);
    }
}
