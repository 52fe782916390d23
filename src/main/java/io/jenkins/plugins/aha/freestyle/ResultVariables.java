package io.jenkins.plugins.aha.freestyle;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hands the results of a build step to later ones: {@code AHA_RECORD_ID}, {@code AHA_RECORD_IDS}, {@code
 * AHA_RECORD_COUNT}.
 */
final class ResultVariables extends InvisibleAction implements EnvironmentContributingAction {
    static final String DEFAULT_PREFIX = "AHA_";

    /** A longer variable would keep every later shell step from starting: Linux allows 128 KiB. */
    private static final int LONGEST = 100_000;

    /** Jenkins would put the value of another variable, perhaps a secret one, in place of its name. */
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_{$]");

    private static final int LONGEST_FIELD = 1_000;

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> variables;

    private ResultVariables(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Looks whether names of variables can begin with it.
     *
     * @return the same
     * @throws ParameterException when a shell could not name such variables
     */
    static String checkPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new ParameterException(Messages.ResultVariables_badPrefix(prefix));
        }
        return prefix;
    }

    /**
     * Takes the ids out of whatever a step returned, and the fields of a single record that was read.
     *
     * @param noun what the ids are of, such as {@code RECORD}
     * @param result null when it failed: the variables are empty then
     */
    static void add(Run<?, ?> run, String prefix, String noun, Object result, TaskListener listener) {
        List<String> ids = new ArrayList<>();
        collect(result, ids);
        Map<String, String> variables = new LinkedHashMap<>();
        String record = prefix + noun;
        boolean reference = noun.equals("REFERENCE");
        variables.put(reference ? record : record + "_ID", ids.isEmpty() ? "" : ids.get(0));
        String names = record + (reference ? "S" : "_IDS");
        String all = String.join(",", ids);
        if (all.length() > LONGEST) {
            listener.getLogger().println(Messages.ResultVariables_tooMany(names, String.valueOf(ids.size())));
            all = "";
        }
        variables.put(names, all);
        variables.put(
                record + "_COUNT", result instanceof Integer count ? count.toString() : String.valueOf(ids.size()));
        if (result instanceof Map<?, ?> one && Outcome.isOf(one, Outcome.READ)) {
            addFields(prefix + "FIELD_", one.get("fields"), variables);
        }
        run.addAction(new ResultVariables(variables));
    }

    /** Lists and long texts are no use in a variable; a text that names a variable must not be taken for its value. */
    private static void addFields(String prefix, Object fields, Map<String, String> variables) {
        if (fields instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
                String text = String.valueOf(value);
                if (plain
                        && text.length() <= LONGEST_FIELD
                        && !VARIABLE.matcher(text).find()) {
                    String name = String.valueOf(key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                    variables.put(prefix + name, text);
                }
            });
        }
    }

    private static void collect(Object result, List<String> ids) {
        if (result instanceof Collection<?> many) {
            many.forEach(one -> collect(one, ids));
        } else if (result instanceof Map<?, ?> map) {
            Object id = map.containsKey("id") ? map.get("id") : map.get("target");
            ids.add(String.valueOf(id));
        } else if (result instanceof String id) {
            ids.add(id);
        }
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars environment) {
        environment.putAll(variables);
    }
}
