package io.jenkins.plugins.aha.tryout.build;

import hudson.AbortException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code params}: what the pipeline declares, with the values that the caller gave. Not thread-safe. */
public final class BuildParameters extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> given;
    private final transient BuildState build;
    private boolean declared;

    public BuildParameters(Map<String, String> given, BuildState build) {
        this.given = given;
        this.build = build;
        // Until the pipeline declares parameters, the job's own count.
        putAll(given);
    }

    /**
     * Defines a parameter: the caller gives its value, else its default does.
     *
     * @param settings {@code name}, {@code defaultValue}, {@code choices}
     * @throws AbortException for a value that Jenkins would not take
     */
    public void define(String type, Map<?, ?> settings) {
        if (!declared) {
            declared = true;
            clear();
        }
        String name = String.valueOf(settings.get("name"));
        Object value = value(type, settings);
        put(name, value == null ? "" : value);
        build.set(name, value == null ? "" : value);
    }

    /**
     * Returns the value of a parameter, which is not defined by this; null for one without a default.
     *
     * @throws AbortException for a value that Jenkins would not take
     */
    public Object value(String type, Map<?, ?> settings) {
        String name = String.valueOf(settings.get("name"));
        String own = given.get(name);
        if (type.equals("choice")) {
            List<?> choices = settings.get("choices") instanceof List<?> list
                    ? list
                    : List.of(String.valueOf(settings.get("choices")).split("\n"));
            if (own == null) {
                return choices.isEmpty() ? "" : choices.get(0);
            }
            if (choices.stream().noneMatch(choice -> String.valueOf(choice).equals(own))) {
                throw Failures.because(
                        "The parameter " + name + " cannot be '" + own + "'; its choices are " + choices + ".");
            }
        }
        if (type.equals("booleanParam")) {
            if (own != null && !own.matches("(?i)true|false")) {
                throw Failures.because("The parameter " + name + " is true or false, and cannot be '" + own + "'.");
            }
            return Boolean.valueOf(String.valueOf(own == null ? settings.get("defaultValue") : own));
        }
        if (own != null) {
            return own;
        }
        // For one without a default, Jenkins would ask.
        return settings.containsKey("defaultValue") ? settings.get("defaultValue") : missing(name);
    }

    /** Returns what the caller gave although the pipeline does not declare it; in Jenkins it would be ignored. */
    public TreeSet<String> undeclared() {
        TreeSet<String> names = new TreeSet<>(given.keySet());
        names.removeAll(keySet());
        return names;
    }

    /** A parameter that the pipeline does not declare may still be one of the job. */
    @Override
    public Object get(Object name) {
        Object value = super.get(name);
        if (value != null || declared && !given.containsKey(name) || containsKey(name)) {
            return value;
        }
        return missing(String.valueOf(name));
    }

    private static String missing(String name) {
        Frame.current().leftOut().add(LeftOut.Kind.VARIABLE, "params." + name);
        return Missing.of("params." + name);
    }
}
