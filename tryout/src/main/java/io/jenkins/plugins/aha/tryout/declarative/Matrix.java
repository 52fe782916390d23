package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cells of a Declarative {@code matrix}. */
public final class Matrix {
    private Matrix() {}

    /** An axis, or the part of one that is excluded. */
    private static final class Axis {
        private String name = "";
        private List<String> values = List.of();
        private boolean others;
    }

    /**
     * Returns the values of the axes for each cell, without the excluded ones, in Jenkins' order: the first axis varies
     * fastest.
     */
    public static List<Map<String, String>> cells(Stage matrix) {
        List<Map<String, String>> cells = new ArrayList<>(List.of(Map.of()));
        for (Axis axis : axes(matrix.axes)) {
            List<Map<String, String>> more = new ArrayList<>();
            for (String value : axis.values) {
                for (Map<String, String> cell : cells) {
                    Map<String, String> wider = new LinkedHashMap<>(cell);
                    wider.put(axis.name, value);
                    more.add(wider);
                }
            }
            cells = more;
        }
        List<List<Axis>> excludes = excludes(matrix.excludes);
        cells.removeIf(cell -> excludes.stream().anyMatch(exclude -> exclude.stream().allMatch(axis -> {
            boolean named = axis.values.contains(cell.get(axis.name));
            return axis.others != named;
        })));
        return cells;
    }

    /** As Jenkins names the stage of a cell. */
    public static String name(Map<String, String> cell) {
        return "Matrix - "
                + cell.entrySet().stream()
                        .map(axis -> axis.getKey() + " = '" + axis.getValue() + "'")
                        .collect(Collectors.joining(", "));
    }

    private static List<List<Axis>> excludes(Closure<?> block) {
        List<List<Axis>> excludes = new ArrayList<>();
        if (block != null) {
            new Directives("excludes").onBlock("exclude", one -> excludes.add(axes(one))).read(block);
        }
        return excludes;
    }

    private static List<Axis> axes(Closure<?> block) {
        List<Axis> axes = new ArrayList<>();
        new Directives("axes")
                .onBlock("axis", one -> {
                    Axis axis = new Axis();
                    new Directives("axis")
                            .on("name", arguments -> axis.name = String.valueOf(arguments[0]))
                            .on("values", arguments -> axis.values = texts(arguments))
                            .on("notValues", arguments -> {
                                axis.values = texts(arguments);
                                axis.others = true;
                            })
                            .read(one);
                    axes.add(axis);
                })
                .read(block);
        return axes;
    }

    private static List<String> texts(Object[] values) {
        return Arrays.stream(values).map(String::valueOf).toList();
    }
}
