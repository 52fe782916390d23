package io.jenkins.plugins.aha.freestyle;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Hands the results of a build step to later ones: {@code AHA_RECORD_ID}, {@code AHA_RECORD_IDS}, {@code AHA_RECORD_COUNT}. */
final class ResultVariables extends InvisibleAction implements EnvironmentContributingAction {
    static final String DEFAULT_PREFIX = "AHA_";

    /** A longer variable would keep every later shell step from starting: Linux allows 128 KiB. */
    private static final int LONGEST = 100_000;

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
     * Takes the ids out of whatever a step returned.
     *
     * @param result null when it failed: the variables are empty then
     */
    static void add(Run<?, ?> run, String prefix, Object result, TaskListener listener) {
        List<String> ids = new ArrayList<>();
        collect(result, ids);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(prefix + "RECORD_ID", ids.isEmpty() ? "" : ids.get(0));
        String all = String.join(",", ids);
        if (all.length() > LONGEST) {
            listener.getLogger()
                    .println(Messages.ResultVariables_tooMany(prefix + "RECORD_IDS", String.valueOf(ids.size())));
            all = "";
        }
        variables.put(prefix + "RECORD_IDS", all);
        variables.put(
                prefix + "RECORD_COUNT",
                result instanceof Integer count ? count.toString() : String.valueOf(ids.size()));
        run.addAction(new ResultVariables(variables));
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
