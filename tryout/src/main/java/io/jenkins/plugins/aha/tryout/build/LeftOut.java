package io.jenkins.plugins.aha.tryout.build;

import io.jenkins.plugins.aha.tryout.language.Variables;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run left out, for the lines at its end. Thread-safe. */
public final class LeftOut {
    /** Kinds of things that are left out, with the words that introduce them. */
    public enum Kind {
        STEP("Left out, because the try-out runs no commands and has no other plugins"),
        UNKNOWN("Unknown to the try-out, and an error in Jenkins unless a plugin or library brings them"),
        DIRECTIVE("Not judged, because the try-out does not know them"),
        CLASS("Classes of Jenkins, libraries or the machine that were left out"),
        BLOCK("Methods that do not run their blocks in Jenkins, except in a method with @NonCPS"),
        LIBRARY("Libraries that were not loaded; calls of them were left out"),
        VARIABLE("Variables that were not set; give one by ENV_NAME=value, a parameter by PARAMS='NAME=value'"),
        RESULT("Results that are not known; give one by OUTPUT='part of the command=result'");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int MOST_NAMES = 20;

    private final Map<Kind, Map<String, Integer>> all = new EnumMap<>(Kind.class);
    private boolean checkedOut;

    /** Says that Jenkins has checked out the pipeline's repository, as it does for Declarative pipelines. */
    public synchronized void checkedOut() {
        checkedOut = true;
    }

    public synchronized boolean isCheckedOut() {
        return checkedOut;
    }

    public synchronized void add(Kind kind, String name) {
        all.computeIfAbsent(kind, any -> new LinkedHashMap<>()).merge(name, 1, Integer::sum);
    }

    /** Returns how often this was left out. */
    public synchronized int count(Kind kind, String name) {
        return all.getOrDefault(kind, Map.of()).getOrDefault(name, 0);
    }

    public synchronized boolean has(Kind kind) {
        return all.containsKey(kind);
    }

    /** Returns the lines to print; none if nothing was left out. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        all.forEach((kind, names) -> lines.add(kind.words + ": "
                + names.entrySet().stream()
                        .limit(MOST_NAMES)
                        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + " times)" : ""))
                        .collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "")));
        return lines;
    }
}
