package io.jenkins.plugins.aha.tryout.steps;

import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What describes parameters and credentials, and {@code properties}, {@code withCredentials}, {@code input}. */
public final class ParameterSteps {
    /** Parameters by their classes, for {@code [$class: 'StringParameterDefinition', …]}. */
    private static final Map<String, String> CLASSES = Map.of(
            "StringParameterDefinition", "string",
            "TextParameterDefinition", "text",
            "BooleanParameterDefinition", "booleanParam",
            "ChoiceParameterDefinition", "choice",
            "PasswordParameterDefinition", "password",
            "CredentialsParameterDefinition", "credentials");

    private static final List<String> DESCRIPTIONS = List.of(
            "usernamePassword", "usernameColonPassword", "sshUserPrivateKey", "certificate", "dockerCert", "zip", "aws",
            "gitUsernamePassword", "azureServicePrincipal", "extendedChoice", "gitParameter", "activeChoice", "base64File");

    private final Console console;
    private final BuildState build;

    public ParameterSteps(Console console, BuildState build) {
        this.console = console;
        this.build = build;
    }

    public void addTo(Steps all) {
        for (String type : BuildState.PARAMETER_TYPES) {
            all.add(type, call -> described(type, call));
        }
        DESCRIPTIONS.forEach(type -> all.add(type, call -> described(type, call)));
        all.add("parameters", call -> call.get("parameterDefinitions"));
        all.add("properties", call -> {
            console.pipeline("properties");
            define(call.get("properties"));
            return null;
        });
        all.add("withCredentials", this::withCredentials);
        all.add("input", this::input);
    }

    /** Returns the variables of {@code NAME = credentials('…')}, which differ by the kind of the credential. */
    public static Map<String, String> ofCredentials(String name) {
        return Map.of(
                name, Missing.of(name),
                name + "_USR", Missing.of(name + "_USR"),
                name + "_PSW", Missing.of(name + "_PSW"));
    }

    /** Returns whether a step only describes a parameter or a binding. */
    public static boolean describes(String step) {
        return DESCRIPTIONS.contains(step) || BuildState.PARAMETER_TYPES.contains(step);
    }

    /** Returns whether a value is what {@code credentials('…')} gave. */
    public static boolean isCredential(Object value) {
        return value instanceof Map<?, ?> described && "credentials".equals(described.get("type"));
    }

    private static Map<String, Object> described(String type, Steps.Call call) {
        Map<String, Object> described = new LinkedHashMap<>(call.named());
        described.put("type", type);
        return described;
    }

    private void define(Object definitions) {
        if (definitions instanceof Collection<?> many) {
            many.forEach(this::define);
        } else if (definitions instanceof Map<?, ?> one && one.containsKey("parameterDefinitions")) {
            define(one.get("parameterDefinitions"));
        } else if (definitions instanceof Map<?, ?> one && one.get("name") != null && type(one) != null) {
            build.params().define(type(one), one);
        }
    }

    private static String type(Map<?, ?> description) {
        String name = String.valueOf(description.get("$class"));
        return description.get("type") != null
                ? description.get("type").toString()
                : CLASSES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    /** There is no credential store: every variable of a binding holds what the caller gives, or a mark. */
    private Object withCredentials(Steps.Call call) throws Exception {
        console.pipeline("withCredentials");
        Map<String, String> variables = new LinkedHashMap<>();
        Object bindings = call.get("bindings");
        for (Object binding : bindings instanceof Collection<?> many ? many : List.of()) {
            if (binding instanceof Map<?, ?> settings) {
                settings.forEach((key, name) -> {
                    if (String.valueOf(key).matches("variable|\\w+Variable") && name != null) {
                        String given = build.variable(name.toString());
                        variables.put(name.toString(), given == null ? Missing.of(name.toString()) : given);
                    }
                });
            }
        }
        console.line("(there are no credentials here: " + String.join(", ", variables.keySet()) + ")");
        return Frame.current().withVariables(variables).run(call::runBody);
    }

    /** Answered at once, with yes and the default of every parameter. */
    private Object input(Steps.Call call) {
        console.pipeline("input");
        console.line(call.text("message", "") + " (answered by yes and the defaults)");
        Map<String, Object> answers = new LinkedHashMap<>();
        if (call.named().get("parameters") instanceof Collection<?> many) {
            for (Object parameter : many) {
                if (parameter instanceof Map<?, ?> described && described.get("name") != null) {
                    Object answer = build.params().value(String.valueOf(type(described)), described);
                    answers.put(described.get("name").toString(), answer == null ? "" : answer);
                }
            }
        }
        if (call.named().get("submitterParameter") != null) {
            answers.put(call.named().get("submitterParameter").toString(), "you");
        }
        return answers.size() > 1
                ? answers
                : answers.isEmpty() ? null : answers.values().iterator().next();
    }
}
