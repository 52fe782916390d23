package io.jenkins.plugins.aha.tryout.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Given;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import io.jenkins.plugins.aha.tryout.build.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Steps that the try-out does not do: it runs their blocks, lists them, and gives a {@link Missing} value. */
public final class LeftOutSteps {
    /** Steps of well-known plugins, a few in a line. */
    private static final Set<String> KNOWN = lines(LeftOutSteps.class, "left-out-steps.txt").stream()
            .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
            .collect(Collectors.toUnmodifiableSet());

    /** Sections and conditions of Declarative pipelines, which no plugin has as steps. */
    private static final Set<String> SECTIONS = Set.of(
            "always", "axes", "environment", "matrix", "options", "post", "stages", "success", "triggers", "when");

    private static final int SHORT_NAME = 6;

    private final Console console;
    private final Given given;
    private final Set<String> steps;

    /**
     * @param steps the names of the steps that the try-out does
     */
    public LeftOutSteps(Console console, Given given, Set<String> steps) {
        this.console = console;
        this.given = given;
        this.steps = steps;
    }

    /**
     * Leaves out a step, or a function of a library.
     *
     * @throws AbortException.UnknownStep for a name that is probably a slip
     */
    public Object unknown(String name, Object[] arguments) {
        LeftOut leftOut = Frame.current().leftOut();
        boolean known = KNOWN.contains(name);
        boolean fromLibraries = leftOut.has(LeftOut.Kind.LIBRARY);
        String meant = known ? null : meant(name);
        if (name.startsWith("aha") || (meant != null || SECTIONS.contains(name)) && !fromLibraries) {
            throw new Failures.UnknownStep("There is no step or method '" + name + "' here."
                    + (meant == null ? "" : " Did you mean " + meant + "?"));
        }
        Map<?, ?> named = arguments.length == 1 && arguments[0] instanceof Map<?, ?> map ? map : Map.of();
        if (named.containsKey("credentialsId") && named.keySet().toString().contains("ariable")) {
            // A binding of withCredentials.
            return named;
        }
        console.pipeline(name);
        if (name.equals("library")) {
            leftOut.add(LeftOut.Kind.LIBRARY, call("", arguments).replace(":", "").strip());
        }
        leftOut.add(known || fromLibraries ? LeftOut.Kind.STEP : LeftOut.Kind.UNKNOWN, name);
        Closure<?> block = Steps.blockOf(arguments);
        Given.Output output = given.output(call(name, arguments));
        if (block == null && output == null) {
            console.line("(left out: " + name + ")");
        }
        Object inside = block == null ? null : Missing.run(block, Missing.of(call(name, arguments)));
        if (output != null) {
            return output.text();
        }
        if (inside != null) {
            return inside;
        }
        return Missing.isQuestion(name) ? Missing.of(call(name, arguments), false) : Missing.of(call(name, arguments));
    }

    /** Returns the step and the text it is called with, as {@code OUTPUT} and messages name it. */
    public static String call(String name, Object... arguments) {
        String detail = Arrays.stream(arguments)
                .filter(argument -> !(argument instanceof Closure))
                .map(argument -> argument instanceof Map<?, ?> map
                        ? map.values().stream()
                                .filter(CharSequence.class::isInstance)
                                .map(Object::toString)
                                .collect(Collectors.joining(" "))
                        : InvokerHelper.toString(argument))
                .collect(Collectors.joining(" "));
        return name + ":" + (detail.isBlank() ? "" : " " + detail);
    }

    /** Returns the step that a name may be a slip of; null for none. */
    private String meant(String name) {
        boolean ours = name.startsWith("aha");
        List<String> candidates = steps.stream()
                .filter(step -> step.length() > 3 && !ParameterSteps.describes(step))
                .filter(step -> !ours || step.startsWith("aha"))
                .toList();
        return Spelling.nearest(name, candidates, ours ? name.length() : name.length() < SHORT_NAME ? 1 : 2);
    }

    /** Returns the lines of a table that lies beside a class, without its comments. */
    public static List<String> lines(Class<?> beside, String table) {
        try (InputStream all = beside.getResourceAsStream(table)) {
            return new String(all.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
