package io.jenkins.plugins.aha.tryout.steps;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The parameters of steps with their types, and the check of a call when it runs, as Jenkins binds its arguments. */
public final class StepArguments {
    private static final Map<String, Map<String, String>> STEPS =
            LeftOutSteps.lines(StepArguments.class, "step-parameters.txt").stream()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], StepArguments::parameters));

    private static final Set<String> WITH_BLOCK = Set.of(
            "node", "ws", "dir", "timeout", "retry", "withEnv", "catchError", "warnError", "waitUntil", "script", "timestamps",
            "wrap", "withAha", "withCredentials");

    /** Steps that Jenkins runs without their required text. */
    private static final Set<String> WITHOUT_TEXT = Set.of("echo", "error");

    private static final Map<String, String> WORDS =
            Map.of("text", "a text", "number", "a whole number", "list", "a list", "unit", "a unit such as MINUTES", "boolean",
                    "true or false");

    private StepArguments() {}

    /**
     * Returns the types of a step's parameters by their names, with ! after those that are required; null for unknown.
     */
    public static Map<String, String> of(String step) {
        return STEPS.get(step);
    }

    public static boolean isRequired(String type) {
        return type.endsWith("!");
    }

    public static boolean isUnit(String name) {
        return Arrays.stream(TimeUnit.values()).anyMatch(unit -> unit.name().equals(name));
    }

    /**
     * Checks a call; what the try-out has no value for is not judged.
     *
     * @throws IllegalStateException without the block that the step needs
     * @throws IllegalArgumentException for a value that Jenkins does not convert to the parameter's type
     */
    static void check(Steps.Call call) {
        if (WITH_BLOCK.contains(call.step()) && call.body() == null) {
            throw new IllegalStateException("The step " + call.step() + " must be called with a block: " + call.step()
                    + " … { … }");
        }
        Map<String, String> known = of(call.step());
        if (known == null) {
            return;
        }
        if (!WITH_BLOCK.contains(call.step()) && call.body() != null) {
            throw new IllegalArgumentException("The step " + call.step() + " takes no block.");
        }
        List<String> required = known.keySet().stream().filter(name -> isRequired(known.get(name))).toList();
        boolean whole = known.size() == 1 && required.size() == 1 && !call.named().containsKey("")
                && !call.named().isEmpty() && !call.named().keySet().equals(known.keySet());
        if (whole) {
            // Of a step with this parameter alone, a map is its value.
            check(call.step(), required.get(0), known, call.named());
        }
        call.named().forEach((name, value) -> check(
                call.step(), name.isEmpty() && required.size() == 1 ? required.get(0) : name, known, value));
        // Without a number Jenkins takes 0; the plugin's own steps have sentences of their own.
        required.stream()
                .filter(name -> call.get(name) == null && !known.get(name).startsWith("number"))
                .filter(name -> !WITHOUT_TEXT.contains(call.step()) && !call.step().startsWith("aha"))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("The step " + call.step() + " needs " + name + ".");
                });
    }

    /** Returns the names of parameters that a step does not have, which Jenkins warns of. */
    static List<String> unknown(Steps.Call call) {
        Map<String, String> known = of(call.step());
        return known == null || call.step().startsWith("aha") || call.step().equals("withAha")
                ? List.of()
                : call.named().keySet().stream().filter(name -> !name.isEmpty() && !known.containsKey(name)).toList();
    }

    private static void check(String step, String name, Map<String, String> known, Object value) {
        String type = known.getOrDefault(name, "any").replace("!", "");
        if (value != null && !Missing.isIn(value) && !fits(type, value)) {
            throw new IllegalArgumentException("The step " + step + " takes " + WORDS.get(type) + " as " + name + ", not "
                    + InvokerHelper.toString(value) + " (" + value.getClass().getSimpleName() + ")"
                    + (type.equals("text") ? ": write \"${…}\"." : "."));
        }
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "text" -> value instanceof CharSequence;
            case "number" -> value instanceof Number || value.toString().matches("[+-]?\\d+");
            case "unit" -> value instanceof TimeUnit || isUnit(value.toString());
            case "list" -> value instanceof List;
            case "boolean" -> value instanceof Boolean || value instanceof CharSequence;
            default -> true;
        };
    }

    private static Map<String, String> parameters(String[] words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(words).skip(1).forEach(word -> parameters.put(word.split(":")[0], word.split(":")[1]));
        return parameters;
    }
}
