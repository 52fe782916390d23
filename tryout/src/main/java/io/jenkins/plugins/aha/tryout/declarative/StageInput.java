package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code input { … }} of a Declarative stage. */
public final class StageInput {
    private StageInput() {}

    /**
     * Asks.
     *
     * @param input null for a stage without one
     * @return the variables that the answers set
     */
    public static Map<String, String> answers(Closure<?> input, Steps steps) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (input != null) {
            Map<String, Object> asked = new LinkedHashMap<>();
            List<Map<String, Object>> parameters = new ArrayList<>();
            new Directives("input")
                    .onBlock("parameters", block -> new Directives("parameters")
                            .onAny((type, arguments) -> {
                                Map<String, Object> one = new LinkedHashMap<>();
                                ((Map<?, ?>) arguments[0]).forEach((key, value) -> one.put(key.toString(), value));
                                one.put("type", type);
                                parameters.add(one);
                            })
                            .read(block))
                    .onAny((field, arguments) -> asked.put(field, arguments[0]))
                    .read(input);
            asked.put("parameters", parameters);
            Object answer = steps.call("input", asked);
            if (answer instanceof Map<?, ?> many) {
                many.forEach((name, value) -> variables.put(name.toString(), String.valueOf(value)));
            } else if (answer != null) {
                Object name = parameters.isEmpty() ? asked.get("submitterParameter") : parameters.get(0).get("name");
                variables.put(String.valueOf(name), String.valueOf(answer));
            }
        }
        return variables;
    }
}
