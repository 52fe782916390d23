package io.jenkins.plugins.aha.tryout;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code properties([parameters([…])])} of scripted pipelines, and {@code withCredentials}. */
final class ParameterSteps {
    private static final String PLACEHOLDER = "no-credential-in-the-try-out";

    private static final List<String> OTHER_PROPERTIES = List.of(
            "buildDiscarder",
            "logRotator",
            "disableConcurrentBuilds",
            "pipelineTriggers",
            "cron",
            "pollSCM",
            "upstream");

    private final Console console;
    private final BuildState build;

    ParameterSteps(Console console, BuildState build) {
        this.console = console;
        this.build = build;
    }

    void addTo(Steps all) {
        for (String type : BuildState.PARAMETER_TYPES) {
            all.add(type, call -> described(type, call.named()));
        }
        all.add("usernamePassword", call -> described("usernamePassword", call.named()));
        all.add("parameters", call -> call.get("parameterDefinitions"));
        OTHER_PROPERTIES.forEach(property -> all.add(property, call -> null));
        all.add("properties", call -> {
            console.pipeline("properties");
            define(call.get("properties"));
            return null;
        });
        all.add("withCredentials", this::withCredentials);
    }

    /** The text of a variable; for {@code credentials('…')} one that says that there are none. */
    static String valueOf(Object value) {
        return value instanceof Map<?, ?> described && "credentials".equals(described.get("type"))
                ? PLACEHOLDER
                : String.valueOf(value);
    }

    private static Map<String, Object> described(String type, Map<String, Object> settings) {
        Map<String, Object> described = new LinkedHashMap<>(settings);
        described.put("type", type);
        return described;
    }

    private void define(Object definitions) {
        if (definitions instanceof Collection<?> many) {
            many.forEach(this::define);
        } else if (definitions instanceof Map<?, ?> one && BuildState.PARAMETER_TYPES.contains(one.get("type"))) {
            build.define(String.valueOf(one.get("type")), one);
        }
    }

    /** There is no credential store: every variable of a binding gets a text that says so. */
    private Object withCredentials(Steps.Call call) throws Exception {
        console.pipeline("withCredentials");
        console.line("(there are no credentials in the try-out: the variables hold a placeholder)");
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object binding : (Collection<?>) call.get("bindings")) {
            Map<?, ?> settings = (Map<?, ?>) binding;
            for (String name : List.of("variable", "usernameVariable", "passwordVariable")) {
                if (settings.get(name) != null) {
                    variables.put(settings.get(name).toString(), PLACEHOLDER);
                }
            }
        }
        return Frame.current().withVariables(variables).run(call::runBody);
    }
}
