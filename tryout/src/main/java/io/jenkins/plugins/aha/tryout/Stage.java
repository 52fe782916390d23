package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a Declarative pipeline says of a stage; of one without a name, of the whole pipeline. */
final class Stage {
    private static final String[] WITHOUT_EFFECT = {"tools", "triggers", "libraries"};
    private static final Set<String> OPTIONS = Set.of(
            "buildDiscarder", "disableConcurrentBuilds", "disableResume", "skipDefaultCheckout", "timestamps", "quietPeriod",
            "preserveStashes", "durabilityHint", "newContainerPerStage", "logRotator", "ansiColor", "checkoutToSubdirectory",
            "disableRestartFromStage", "rateLimitBuilds", "overrideIndexTriggers", "parallelsAlwaysFailFast",
            "skipStagesAfterUnstable", "timeout", "retry");

    final String name;
    final Map<String, Object[]> options = new LinkedHashMap<>();
    Closure<?> environment;
    Closure<?> when;
    Closure<?> steps;
    Closure<?> stages;
    Closure<?> parallel;
    Closure<?> matrix;
    Closure<?> axes;
    Closure<?> excludes;
    Closure<?> post;
    Closure<?> input;
    Closure<?> parameters;
    boolean failFast;

    /** Null where the stage says nothing of it. */
    Boolean node;

    private Stage(String name) {
        this.name = name;
    }

    /** Reads the inside of {@code pipeline}, {@code stage} or {@code matrix}. */
    static Stage read(String name, Closure<?> body) {
        Stage stage = new Stage(name);
        new Directives("stage")
                .ignore(WITHOUT_EFFECT)
                .on("agent", stage::agent)
                .onBlock("options", stage::readOptions)
                .onBlock("parameters", block -> stage.parameters = block)
                .onBlock("environment", block -> stage.environment = block)
                .onBlock("when", block -> stage.when = block)
                .onBlock("steps", block -> stage.steps = block)
                .onBlock("stages", block -> stage.stages = block)
                .onBlock("parallel", block -> stage.parallel = block)
                .onBlock("matrix", block -> stage.matrix = block)
                .onBlock("axes", block -> stage.axes = block)
                .onBlock("excludes", block -> stage.excludes = block)
                .onBlock("post", block -> stage.post = block)
                .onBlock("input", block -> stage.input = block)
                .on("failFast", flags -> stage.failFast = Boolean.TRUE.equals(flags[0]))
                .read(body);
        return stage;
    }

    /** The same for a cell of a matrix. */
    Stage as(String cell) {
        Stage copy = new Stage(cell);
        copy.options.putAll(options);
        copy.environment = environment;
        copy.when = when;
        copy.stages = stages;
        copy.post = post;
        copy.input = input;
        copy.node = node;
        return copy;
    }

    private void agent(Object[] arguments) {
        node = !List.of(arguments).equals(List.of("none"));
    }

    private void readOptions(Closure<?> block) {
        new Directives("options")
                .onAny((option, arguments) -> {
                    options.put(option, arguments);
                    if (!OPTIONS.contains(option)) {
                        Frame.current().leftOut().add(LeftOut.Kind.DIRECTIVE, "option " + option);
                    }
                })
                .read(block);
    }
}
